import { Activity, Pause, Play, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useOrganization } from '../../app/organization.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { TableSkeleton } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ActivityFilterBar } from './activity-filter-bar.tsx'
import { ENTRY_COLUMNS, EntryTable } from './entry-table.tsx'
import { LiveIndicator } from './live-indicator.tsx'
import { useActivityFilters } from './use-activity-filters.ts'
import { useLiveActivity } from './use-live-activity.ts'
import './activity.css'

/** Everything that was asked of the organization, as it comes in. */
export function Component() {
  const { id: organizationId, activityRetentionDays } = useOrganization()
  const { filters, query, change, clear } = useActivityFilters()
  const [isLive, setLive] = useState(true)
  const { list, entries, held, showHeld, isFailing } = useLiveActivity(organizationId, query, isLive)
  const isFiltered = Object.keys(filters).length > 0
  return (
    <>
      <PageHeader
        title="Activity"
        status={<LiveIndicator state={!isLive ? 'paused' : isFailing ? 'interrupted' : 'live'} />}
        description={`Every SCIM request and every change of settings. Kept for ${activityRetentionDays} days.`}
        actions={
          <Button icon={isLive ? Pause : Play} onPress={() => setLive(!isLive)}>
            {isLive ? 'Pause' : 'Resume'}
          </Button>
        }
      />
      <ActivityFilterBar filters={filters} onChange={change} onClear={clear} />
      {held.length > 0 && (
        <div className="held-entries">
          <Button
            size="small"
            variant="primary"
            onPress={() => {
              showHeld()
              window.scrollTo({ top: 0 })
            }}
          >
            {held.length === 1 ? 'Show 1 new entry' : `Show ${held.length} new entries`}
          </Button>
        </div>
      )}
      {list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card isFlush>
          {list.isPending && <TableSkeleton columns={ENTRY_COLUMNS} rows={8} />}
          {entries.length > 0 && <EntryTable label="Activity" columns={ENTRY_COLUMNS} entries={entries} />}
          {list.data && entries.length === 0 && (isFiltered ? <NothingFits onClear={clear} /> : <NothingYet />)}
          <LoadMore {...list} />
        </Card>
      )}
    </>
  )
}

function NothingFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing fits these filters"
      actions={<Button onPress={onClear}>Clear filters</Button>}
    >
      New entries that fit appear here by themselves.
    </EmptyState>
  )
}

function NothingYet() {
  const { id } = useOrganization()
  return (
    <EmptyState
      icon={Activity}
      title="Nothing happened yet"
      actions={<LinkButton href={`/organizations/${id}/provisioning`}>Connect the identity provider</LinkButton>}
    >
      The first request of the identity provider appears here by itself, also if it fails.
    </EmptyState>
  )
}
