import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { getOrganizationQueryKey } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { changesOf, editsOf, FIELDS, problemsOf, toDraft, type Draft } from './draft.ts'
import { isConflict, useOrganizationUpdate } from './use-organization-update.ts'
import './settings.css'

/** The name of the organization, what is kept and for how long, and by what the product knows it. */
export function GeneralSettings({ mayChange }: { readonly mayChange: boolean }) {
  const organization = useOrganization()
  if (!mayChange) {
    return (
      <Card title="General" isFlush>
        <Facts facts={FIELDS.map(({ label, read }) => ({ label, value: read(organization) || 'none' }))} />
      </Card>
    )
  }
  return (
    <Card title="General">
      <GeneralForm organization={organization} />
    </Card>
  )
}

function GeneralForm({ organization }: { readonly organization: Organization }) {
  const isOperator = useSession().role === 'operator'
  // What the visitor began with. The organization may be read anew meanwhile, and then the two differ.
  const [seen, setSeen] = useState(organization)
  const [draft, setDraft] = useState(() => toDraft(organization))
  const { save, isPending, error, reset } = useOrganizationUpdate(seen)
  const queryClient = useQueryClient()
  const problems = problemsOf(draft)
  const changes = changesOf(draft, seen)
  /** Goes on from what somebody else has saved. */
  const goOnFrom = (theirs: Organization, mine: Partial<Draft>): void => {
    setSeen(theirs)
    setDraft({ ...toDraft(theirs), ...mine })
    queryClient.setQueryData(getOrganizationQueryKey({ path: { organizationId: theirs.id } }), theirs)
  }
  const set = (name: keyof Draft) => (value: string) => setDraft({ ...draft, [name]: value })

  // What was saved is what the next change begins with; nobody loses what they write by that.
  if (organization.version !== seen.version && (!changes || !changesOf(draft, organization))) {
    setSeen(organization)
    setDraft(toDraft(organization))
  }

  return (
    <Form
      className="stack settings-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        if (changes && Object.keys(problems).length === 0) save(changes, seen.version)
      }}
    >
      <TextField
        label="Name"
        value={draft.name}
        onChange={set('name')}
        errorMessage={problems.name}
        maxLength={200}
        isRequired
      />
      <TextField
        label="Days of activity kept"
        description="Shorter erases what is older within the hour."
        value={draft.activityRetentionDays}
        onChange={set('activityRetentionDays')}
        errorMessage={problems.activityRetentionDays}
        inputMode="numeric"
        isRequired
      />
      <TextField
        label="Percent of reading requests recorded"
        description="In the activity. What changes something or fails always is; the connection check needs recorded requests."
        value={draft.activityReadsPercent}
        onChange={set('activityReadsPercent')}
        errorMessage={problems.activityReadsPercent}
        inputMode="numeric"
        isRequired
      />
      <TextField
        label="Days of events kept"
        description="For so long, products can follow the feed from any point, and webhooks can be sent again."
        value={draft.eventRetentionDays}
        onChange={set('eventRetentionDays')}
        errorMessage={problems.eventRetentionDays}
        inputMode="numeric"
        isRequired
      />
      {isOperator && (
        <>
          <TextField
            label="Short name"
            description="Names the organization on the command line. Only the operator may change it."
            value={draft.slug}
            onChange={set('slug')}
            errorMessage={problems.slug}
            maxLength={63}
            isMono
            isRequired
          />
          <TextField
            label="ID in the product"
            description="By which your product knows this customer. Only the operator may change it."
            value={draft.externalId}
            onChange={set('externalId')}
            maxLength={200}
            isMono
          />
        </>
      )}
      {isConflict(error) && (
        <ConflictNotice
          seen={seen}
          isPending={isPending}
          onKeepMine={(theirs) => {
            goOnFrom(theirs, editsOf(draft, seen))
            if (changes) save(changes, theirs.version)
          }}
          onTakeTheirs={(theirs) => {
            reset()
            goOnFrom(theirs, {})
          }}
        />
      )}
      {error && !isConflict(error) && <InlineProblem error={error} />}
      <div className="row">
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={!changes}>
          Save
        </Button>
        {changes && (
          <Button
            variant="quiet"
            onPress={() => {
              reset()
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
