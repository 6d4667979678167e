import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { getSignInConnectionQueryKey, setSignInConnectionMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { SignInConnection } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { isChanged, MATCHES, problemsOf, toDraft, toRequest, type Draft } from './sign-in-words.ts'

/** Connects an OpenID provider, or changes how. The server asks the provider before it answers. */
export function ConnectionForm({ connection }: { readonly connection: SignInConnection | undefined }) {
  const { id: organizationId } = useOrganization()
  const [seen, setSeen] = useState(connection)
  const [draft, setDraft] = useState(() => toDraft(connection))
  const queryClient = useQueryClient()
  const path = { organizationId }
  const put = useMutation({
    ...setSignInConnectionMutation(),
    onError: () => readAgain('getSignInConnection'),
    onSuccess: (stored) => {
      setSeen(stored)
      setDraft(toDraft(stored))
      queryClient.setQueryData(getSignInConnectionQueryKey({ path }), stored)
      toast('Sign-in connected')
    },
  })
  const hasChanged = isChanged(draft, seen)
  // What nobody is writing about follows what is stored.
  if (connection?.version !== seen?.version && !hasChanged) {
    setSeen(connection)
    setDraft(toDraft(connection))
  }
  const problems = problemsOf(draft)
  const isComplete =
    [draft.issuer, draft.clientId, draft.claim].every((it) => it.trim() !== '') && Object.keys(problems).length === 0
  const set =
    <Name extends keyof Draft>(name: Name) =>
    (value: Draft[Name]): void =>
      setDraft({ ...draft, [name]: value })
  return (
    <Form
      className="stack sign-in-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        if (!hasChanged || !isComplete) return
        put.mutate({ path, headers: ifMatch(seen?.version ?? '0'), body: toRequest(draft) })
      }}
    >
      <TextField
        label="Issuer"
        description="The URL of the provider, such as https://acme.okta.com; it is asked for its metadata."
        value={draft.issuer}
        onChange={set('issuer')}
        errorMessage={problems.issuer}
        maxLength={255}
        inputMode="url"
        isMono
        isRequired
      />
      <TextField
        label="Client ID"
        value={draft.clientId}
        onChange={set('clientId')}
        maxLength={255}
        autoComplete="off"
        isMono
        isRequired
      />
      <TextField
        label="Client secret"
        description={
          seen?.hasClientSecret
            ? 'Kept sealed and never shown. Leave it empty to keep the one that is there.'
            : 'Kept sealed and never shown again.'
        }
        type="password"
        value={draft.clientSecret}
        onChange={set('clientSecret')}
        maxLength={1_024}
        autoComplete="off"
        isMono
      />
      <TextField
        label="Claim"
        description="What the provider tells of the person, such as sub, preferred_username, oid or email."
        value={draft.claim}
        onChange={set('claim')}
        errorMessage={problems.claim}
        maxLength={128}
        isMono
        isRequired
      />
      <RadioChoice label="Must be equal to" options={MATCHES} value={draft.matches} onChange={set('matches')} />
      {put.error && <InlineProblem error={put.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isPending={put.isPending} isDisabled={!hasChanged || !isComplete}>
          {seen ? 'Save' : 'Connect'}
        </Button>
        {hasChanged && (
          <Button
            variant="quiet"
            onPress={() => {
              put.reset()
              setSeen(connection)
              setDraft(toDraft(connection))
            }}
          >
            Discard
          </Button>
        )}
      </div>
    </Form>
  )
}
