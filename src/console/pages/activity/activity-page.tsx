import { Activity, Download, Pause, Play, SearchX, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useOrganization } from '../../app/organization.tsx'
import { Button, LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { TableSkeleton } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState, InlineProblem } from '../../components/error-state.tsx'
import { HeldRows } from '../../components/held-rows.tsx'
import { LiveIndicator } from '../../components/live-indicator.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ActivityFilterBar } from './activity-filter-bar.tsx'
import { ENTRY_COLUMNS, EntryTable } from './entry-table.tsx'
import { useActivityFilters } from './use-activity-filters.ts'
import { useExport } from './use-export.ts'
import { useLiveActivity } from './use-live-activity.ts'
import { VerifyDialog } from './verify-dialog.tsx'
import './activity.css'

/** Everything that was asked of the organization, as it comes in. */
export function Component() {
  const { id: organizationId, slug, activityRetentionDays, activityReadsPercent } = useOrganization()
  const { filters, query, change, clear } = useActivityFilters()
  const [isLive, setLive] = useState(true)
  const [isVerifying, setVerifying] = useState(false)
  const { list, entries, held, showHeld, isFailing } = useLiveActivity(organizationId, query, isLive)
  const saving = useExport()
  const isFiltered = Object.keys(filters).length > 0
  return (
    <>
      <PageHeader
        title="Activity"
        status={<LiveIndicator state={!isLive ? 'paused' : isFailing ? 'interrupted' : 'live'} />}
        description={`${recordedInWords(activityReadsPercent)} Kept for ${activityRetentionDays} days.`}
        actions={
          <>
            <Button
              icon={Download}
              isPending={saving.isPending}
              onPress={() => saving.mutate({ id: organizationId, slug })}
            >
              Export
            </Button>
            <Button icon={ShieldCheck} onPress={() => setVerifying(true)}>
              Verify
            </Button>
            <Button icon={isLive ? Pause : Play} onPress={() => setLive(!isLive)}>
              {isLive ? 'Pause' : 'Resume'}
            </Button>
          </>
        }
      />
      {saving.error && <InlineProblem error={saving.error} />}
      <ActivityFilterBar filters={filters} onChange={change} onClear={clear} />
      <HeldRows count={held.length} one="entry" many="entries" onShow={showHeld} />
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
      <VerifyDialog isOpen={isVerifying} onClose={() => setVerifying(false)} />
    </>
  )
}

/** What is recorded, as far as reading goes. */
function recordedInWords(readsPercent: number): string {
  if (readsPercent === 100) return 'Every SCIM request and every change of settings.'
  const reads = readsPercent === 0 ? 'requests that only read are not' : `of those that only read, ${readsPercent} %`
  return `Every request that changes something or fails; ${reads}.`
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
