import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { getWebhookQueryKey, updateWebhookMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Webhook, WebhookPayload, WebhookUpdate } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { EventChoice } from './event-choice.tsx'
import { PAYLOADS, urlProblem } from './webhook-words.ts'

/** The settings of a webhook as somebody writes them. */
interface Draft {
  readonly url: string
  readonly description: string
  readonly audience: string
  readonly payload: WebhookPayload
  readonly events: readonly string[]
}

/** Changes what of a webhook can be changed. Only what differs from what was seen is sent. */
export function WebhookSettingsForm({ webhook }: { readonly webhook: Webhook }) {
  const { id: organizationId } = useOrganization()
  const [seen, setSeen] = useState(webhook)
  const [draft, setDraft] = useState(() => toDraft(webhook))
  const queryClient = useQueryClient()
  const changes = changesOf(draft, seen)
  const path = { organizationId, webhookId: webhook.id }
  const update = useMutation({
    ...updateWebhookMutation(),
    onError: () => readAgain('getWebhook'),
    onSuccess: async (changed) => {
      setSeen(changed)
      setDraft(toDraft(changed))
      queryClient.setQueryData(getWebhookQueryKey({ path }), changed)
      toast('Webhook changed')
      await readAgain('listWebhooks')
    },
  })
  // What nobody is writing about follows what is stored.
  if (webhook.version !== seen.version && !changes) {
    setSeen(webhook)
    setDraft(toDraft(webhook))
  }
  const set =
    <Name extends keyof Draft>(name: Name) =>
    (value: Draft[Name]): void =>
      setDraft({ ...draft, [name]: value })
  const isComplete =
    draft.events.length > 0 && (seen.url === null || (draft.url.trim() !== '' && !urlProblem(draft.url)))
  return (
    <Form
      className="stack webhook-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        // About the webhook as it is now: what others changed of it meanwhile stays, for only differences are sent.
        if (changes && isComplete) update.mutate({ path, headers: ifMatch(webhook.version), body: changes })
      }}
    >
      {seen.url !== null && (
        <TextField
          label="URL"
          value={draft.url}
          onChange={set('url')}
          errorMessage={urlProblem(draft.url)}
          maxLength={2_000}
          inputMode="url"
          isMono
          isRequired
        />
      )}
      <TextField label="Description" value={draft.description} onChange={set('description')} maxLength={200} />
      {seen.audience !== null && (
        <TextField
          label="Audience"
          description="By what the receiver knows that tokens are for it."
          value={draft.audience}
          onChange={set('audience')}
          maxLength={500}
          isMono
          isRequired
        />
      )}
      <RadioChoice label="Content" options={PAYLOADS} value={draft.payload} onChange={set('payload')} />
      <EventChoice value={draft.events} onChange={set('events')} isDirectoryOnly={seen.format === 'set'} />
      {update.error && <InlineProblem error={update.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isPending={update.isPending} isDisabled={!changes || !isComplete}>
          Save
        </Button>
        {changes && (
          <Button
            variant="quiet"
            onPress={() => {
              update.reset()
              setDraft(toDraft(seen))
            }}
          >
            Discard
          </Button>
        )}
      </div>
    </Form>
  )
}

function toDraft({ url, description, audience, payload, events }: Webhook): Draft {
  return { url: url ?? '', description, audience: audience ?? '', payload, events }
}

function changesOf(draft: Draft, seen: Webhook): WebhookUpdate | undefined {
  const before = toDraft(seen)
  const changes: WebhookUpdate = {
    ...(draft.url !== before.url && { url: draft.url.trim() }),
    ...(draft.description !== before.description && { description: draft.description.trim() }),
    ...(draft.audience !== before.audience && { audience: draft.audience.trim() }),
    ...(draft.payload !== before.payload && { payload: draft.payload }),
    ...(draft.events.join() !== before.events.join() && { events: [...draft.events] }),
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}
