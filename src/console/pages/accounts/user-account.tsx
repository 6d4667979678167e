import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getAccountOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Account } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useMay } from '../../app/session.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Facts, type FactItem } from '../../components/facts.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { ACCOUNT_STATES, AccountStatus } from './account-states.tsx'
import { ResetAccountDialog } from './reset-account-dialog.tsx'

/** How far a user is with the own keys, and how to take them away. */
export function UserAccount({ userId }: { readonly userId: string }) {
  const { id: organizationId } = useOrganization()
  const mayReset = useMay('accounts:write')
  const [isResetting, setResetting] = useState(false)
  const account = useQuery(getAccountOptions({ path: { organizationId, userId } }))
  if (account.isPending) return <SkeletonBlock label="Loading the account" />
  if (account.isLoadingError) return <ErrorState error={account.error} onRetry={() => void account.refetch()} />
  const { state, keyId } = account.data
  return (
    <div className="stack">
      <Card title="Account" description={ACCOUNT_STATES[state].meaning} isFlush>
        <Facts facts={factsOf(account.data)} />
      </Card>
      {mayReset && keyId !== null && (
        <div className="danger-zone">
          <Card
            title="Reset the account"
            description="For a user who has lost both the master password and the recovery code. Everything that was encrypted to them is lost for ever."
          >
            <Button variant="danger" onPress={() => setResetting(true)}>
              Reset account…
            </Button>
          </Card>
          <ResetAccountDialog account={account.data} isOpen={isResetting} onClose={() => setResetting(false)} />
        </div>
      )}
    </div>
  )
}

function factsOf({ state, fingerprint, readyAt, keysChangedAt, lastSignedInAt }: Account): FactItem[] {
  return [
    { label: 'State', value: <AccountStatus state={state} /> },
    {
      label: 'Fingerprint',
      value: fingerprint === null ? <span className="muted">No keys yet</span> : <code>{fingerprint}</code>,
    },
    { label: 'Finished', value: timeOr(readyAt, 'Not yet') },
    { label: 'Keys last changed', value: timeOr(keysChangedAt, 'Never') },
    { label: 'Last sign-in', value: timeOr(lastSignedInAt, 'Never') },
  ]
}

function timeOr(at: string | null, otherwise: string) {
  return at === null ? <span className="muted">{otherwise}</span> : <RelativeTime at={at} />
}
