import { useInfiniteQuery } from '@tanstack/react-query'
import { Fingerprint } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { listAccountsInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Account, AccountState } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Select } from '../../components/select.tsx'
import { nextPage } from '../directory/next-page.ts'
import { ACCOUNT_STATES, AccountStatus } from './account-states.tsx'
import '../../components/list-controls.css'

const ANY = 'any'

const FILTERS = [
  { id: ANY, label: 'All but closed' },
  ...Object.entries(ACCOUNT_STATES).map(([state, { label }]) => ({ id: state as AccountState, label })),
] as const

const COLUMNS: readonly Column<Account>[] = [
  { id: 'user', header: 'User name', isRowHeader: true, cell: (account) => <UserName account={account} /> },
  { id: 'state', header: 'State', cell: ({ state }) => <AccountStatus state={state} /> },
  { id: 'ready', header: 'Finished', cell: ({ readyAt }) => <TimeOrNever at={readyAt} /> },
  { id: 'signedIn', header: 'Last sign-in', cell: ({ lastSignedInAt }) => <TimeOrNever at={lastSignedInAt} /> },
]

/** Who has finished the own account, and who has not. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const [params, setParams] = useSearchParams()
  const filter = FILTERS.find(({ id }) => id === params.get('state'))?.id ?? ANY
  const list = useInfiniteQuery({
    ...listAccountsInfiniteOptions({
      path: { organizationId },
      query: { ...(filter !== ANY && { state: filter }), limit: 50 },
    }),
    ...nextPage({ organizationId }),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title="Accounts"
        description="At first login users choose a master password, which makes keys in their browser. What your product encrypts to them they alone can read: neither Rollcall, nor you, nor the identity provider."
      />
      <div className="list-controls">
        <Select
          label="State"
          isLabelHidden
          options={FILTERS}
          value={filter}
          onChange={(id) => setParams(id === ANY ? {} : { state: id }, { replace: true })}
        />
      </div>
      {list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card isFlush>
          {list.isPending && <TableSkeleton columns={COLUMNS} rows={8} />}
          {rows.length > 0 && (
            <DataTable
              label="Accounts"
              columns={COLUMNS}
              rows={rows}
              keyOf={({ userId }) => userId}
              hrefOf={({ userId, state }) =>
                // There is no page of a user who was deleted.
                state === 'closed' ? undefined : `/organizations/${organizationId}/users/${userId}?view=account`
              }
            />
          )}
          {/* A page may have none although there are more: it holds what was looked at. */}
          {list.data && rows.length === 0 && !list.hasNextPage && (
            <EmptyState icon={Fingerprint} title={filter === ANY ? 'No accounts yet' : 'No account in this state'}>
              {filter === ANY ? 'Whoever the identity provider provisions has one.' : ACCOUNT_STATES[filter].meaning}
            </EmptyState>
          )}
          <LoadMore {...list} />
        </Card>
      )}
    </>
  )
}

function UserName({ account: { userName, userId } }: { readonly account: Account }) {
  return userName ?? <span className="muted mono">{userId}</span>
}

function TimeOrNever({ at }: { readonly at: string | null }) {
  return at === null ? <span className="muted">Never</span> : <RelativeTime at={at} />
}
