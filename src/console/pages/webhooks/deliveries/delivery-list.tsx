import { useInfiniteQuery } from '@tanstack/react-query'
import { SearchX, Send } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { listDeliveriesInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Delivery, DeliveryStatus, Webhook } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../../app/organization.tsx'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { ClockTime } from '../../../components/clock-time.tsx'
import { DataTable, TableSkeleton, type Column } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LiveIndicator } from '../../../components/live-indicator.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { Select } from '../../../components/select.tsx'
import { nextPage } from '../../directory/next-page.ts'
import { eventName } from '../../events/event-types.ts'
import { aboutInWords } from '../../events/words.ts'
import { DeliveryState } from './delivery-status.tsx'
import '../../../components/list-controls.css'

const STATUSES = [
  { id: 'any', label: 'Any state' },
  { id: 'pending', label: 'On their way' },
  { id: 'delivered', label: 'Delivered' },
  { id: 'failed', label: 'Failed' },
] as const

const INTERVAL_MS = 3_000
/** A list that somebody has read on so far is not read again by itself. */
const LIVE_PAGES = 3

const COLUMNS: readonly Column<Delivery>[] = [
  { id: 'createdAt', header: 'When', cell: ({ createdAt }) => <ClockTime at={createdAt} /> },
  { id: 'type', header: 'Event', cell: ({ type }) => eventName(type), isRowHeader: true },
  { id: 'resource', header: 'About', cell: ({ resource }) => aboutInWords(resource) },
  { id: 'status', header: 'State', cell: (delivery) => <DeliveryState delivery={delivery} /> },
  { id: 'tries', header: 'Tries', cell: ({ attemptCount }) => attemptCount, align: 'end' },
  {
    id: 'next',
    header: 'Next try',
    cell: ({ status, nextAttemptAt, attemptCount }) =>
      status === 'pending' && attemptCount > 0 && nextAttemptAt !== null && <RelativeTime at={nextAttemptAt} />,
  },
]

/** What was delivered to a webhook and what was not, as it happens. */
export function DeliveryList({ webhook }: { readonly webhook: Webhook }) {
  const { id: organizationId } = useOrganization()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find(({ id }) => id === params.get('status'))?.id ?? 'any'
  const path = { organizationId, webhookId: webhook.id }
  const list = useInfiniteQuery({
    ...listDeliveriesInfiniteOptions({ path, query: { ...(status !== 'any' && { status }), limit: 50 } }),
    ...nextPage(path),
    refetchInterval: ({ state: { data } }) => (data && data.pages.length > LIVE_PAGES ? false : INTERVAL_MS),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const setStatus = (chosen: 'any' | DeliveryStatus): void =>
    setParams(chosen === 'any' ? {} : { status: chosen }, { replace: true })
  return (
    <div>
      <div className="list-controls">
        <Select label="State" isLabelHidden options={STATUSES} value={status} onChange={setStatus} />
        <LiveIndicator state={list.isRefetchError ? 'interrupted' : 'live'} />
      </div>
      {list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card isFlush>
          {list.isPending && <TableSkeleton columns={COLUMNS} />}
          {rows.length > 0 && (
            <DataTable
              label="Deliveries"
              columns={COLUMNS}
              rows={rows}
              keyOf={({ id }) => id}
              hrefOf={({ id }) => `/organizations/${organizationId}/webhooks/${webhook.id}/deliveries/${id}`}
            />
          )}
          {list.data && rows.length === 0 && (
            <Nothing webhook={webhook} {...(status !== 'any' && { onClear: () => setStatus('any') })} />
          )}
          <LoadMore {...list} />
        </Card>
      )}
    </div>
  )
}

function Nothing({ webhook, onClear }: { readonly webhook: Webhook; readonly onClear?: () => void }) {
  if (onClear) {
    return (
      <EmptyState
        icon={SearchX}
        title="No delivery is in this state"
        actions={<Button onPress={onClear}>Show all</Button>}
      >
        Deliveries that come into it appear here by themselves.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Send} title="Nothing was delivered yet">
      {webhook.isEnabled
        ? 'The next change of a user or a group appears here by itself. To see at once whether it works, send a test event.'
        : 'Switch the webhook on, and the next change of a user or a group appears here.'}
    </EmptyState>
  )
}
