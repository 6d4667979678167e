import { useInfiniteQuery } from '@tanstack/react-query'
import { History as HistoryIcon } from 'lucide-react'
import { listActivityInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { TableSkeleton } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { nextPage } from '../directory/next-page.ts'
import { EntryTable, HISTORY_COLUMNS } from './entry-table.tsx'

/** What happened to one user or group, as far back as activity is kept. */
export function History({ resourceId }: { readonly resourceId: string }) {
  const { id: organizationId, activityRetentionDays } = useOrganization()
  const list = useInfiniteQuery({
    ...listActivityInfiniteOptions({ path: { organizationId }, query: { resourceId, limit: 20 } }),
    ...nextPage({ organizationId }),
  })
  if (list.isLoadingError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const entries = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card
      title="History"
      isFlush
      description={`What was asked about it in the last ${activityRetentionDays} days.`}
      actions={
        <LinkButton size="small" href={`/organizations/${organizationId}/activity?resourceId=${resourceId}`}>
          Open in Activity
        </LinkButton>
      }
    >
      {list.isPending && <TableSkeleton columns={HISTORY_COLUMNS} />}
      {list.data && entries.length === 0 && (
        <EmptyState icon={HistoryIcon} title="Nothing happened lately">
          Activity is kept for {activityRetentionDays} days; what happened before is not shown.
        </EmptyState>
      )}
      {entries.length > 0 && <EntryTable label="History" columns={HISTORY_COLUMNS} entries={entries} />}
      <LoadMore {...list} />
    </Card>
  )
}
