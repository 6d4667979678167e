import { Pause, Play, Radio, SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Event } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ClockTime } from '../../components/clock-time.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { HeldRows } from '../../components/held-rows.tsx'
import { LiveIndicator } from '../../components/live-indicator.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EventFilter } from './event-filter.tsx'
import { eventName } from './event-types.ts'
import { useLiveEvents } from './use-live-events.ts'
import { aboutInWords, changeInWords } from './words.ts'
import '../../components/list-controls.css'

const COLUMNS: readonly Column<Event>[] = [
  { id: 'sequence', header: 'No.', cell: ({ sequence }) => sequence?.toLocaleString('en') },
  { id: 'at', header: 'When', cell: ({ at }) => <ClockTime at={at} /> },
  { id: 'type', header: 'Event', cell: ({ type }) => eventName(type), isRowHeader: true },
  { id: 'resource', header: 'About', cell: ({ resource }) => aboutInWords(resource) },
  { id: 'changed', header: 'What changed', cell: changeInWords },
]

/** Everything that changed, in its order, as it happens: what products follow by the feed and by webhooks. */
export function Component() {
  const { id: organizationId, eventRetentionDays } = useOrganization()
  const [params, setParams] = useSearchParams()
  const filter = params.get('types') ?? ''
  const types = useMemo(() => (filter === '' ? undefined : filter.split(',')), [filter])
  const [isLive, setLive] = useState(true)
  const { list, events, held, showHeld, isFailing } = useLiveEvents(organizationId, types, isLive)
  const setFilter = (chosen: string): void => setParams(chosen === '' ? {} : { types: chosen }, { replace: true })
  return (
    <>
      <PageHeader
        title="Events"
        status={<LiveIndicator state={!isLive ? 'paused' : isFailing ? 'interrupted' : 'live'} />}
        description={`Every change, numbered without gaps: what your product follows by the feed, and what webhooks send. Kept for ${eventRetentionDays} days.`}
        actions={
          <Button icon={isLive ? Pause : Play} onPress={() => setLive(!isLive)}>
            {isLive ? 'Pause' : 'Resume'}
          </Button>
        }
      />
      <div className="list-controls">
        <EventFilter value={filter} onChange={setFilter} />
      </div>
      <HeldRows count={held} one="event" many="events" onShow={showHeld} />
      {list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card isFlush>
          {list.isPending && <TableSkeleton columns={COLUMNS} rows={8} />}
          {events.length > 0 && (
            <DataTable
              label="Events"
              columns={COLUMNS}
              rows={events}
              keyOf={({ id }) => id}
              hrefOf={({ id }) => `/organizations/${organizationId}/events/${id}`}
            />
          )}
          {list.data && events.length === 0 && !list.hasNextPage && (
            <Nothing {...(types && { onClear: () => setFilter('') })} />
          )}
          <LoadMore {...list} />
        </Card>
      )}
    </>
  )
}

function Nothing({ onClear }: { readonly onClear?: () => void }) {
  const { id } = useOrganization()
  if (onClear) {
    return (
      <EmptyState icon={SearchX} title="No event of this type" actions={<Button onPress={onClear}>Show all</Button>}>
        The next one appears here by itself.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={Radio}
      title="Nothing has changed yet"
      actions={<LinkButton href={`/organizations/${id}/provisioning`}>Connect the identity provider</LinkButton>}
    >
      The first user that the identity provider creates appears here by itself.
    </EmptyState>
  )
}
