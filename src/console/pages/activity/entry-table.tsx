import type { ActivityEntry } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { DataTable, type Column } from '../../components/data-table.tsx'
import { ClockTime } from '../../components/clock-time.tsx'
import { Outcome } from './outcome.tsx'
import { actorOf, durationInWords } from './words.ts'

const WHAT: Column<ActivityEntry> = { id: 'what', header: 'What', cell: (entry) => entry.summary, isRowHeader: true }

/** Columns of a list of everything that happened. */
export const ENTRY_COLUMNS: readonly Column<ActivityEntry>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <ClockTime at={at} /> },
  WHAT,
  { id: 'resource', header: 'Resource', cell: ({ resource }) => resource?.name ?? resource?.id },
  { id: 'client', header: 'Client', cell: ({ client, actor }) => client ?? actorOf(actor) },
  { id: 'status', header: 'Status', cell: (entry) => <Outcome {...entry} /> },
  { id: 'duration', header: 'Took', cell: ({ durationMs }) => durationInWords(durationMs), align: 'end' },
]

/** Columns of what happened to one resource, which need not be named in each row. */
export const HISTORY_COLUMNS = ENTRY_COLUMNS.filter(({ id }) => id !== 'resource')

interface EntryTableProps {
  readonly label: string
  readonly columns: readonly Column<ActivityEntry>[]
  readonly entries: readonly ActivityEntry[]
}

/** Entries of the activity, newest first; each leads to its page. */
export function EntryTable({ label, columns, entries }: EntryTableProps) {
  const { id: organizationId } = useOrganization()
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={entries}
      keyOf={(entry) => entry.id}
      hrefOf={(entry) => `/organizations/${organizationId}/activity/${entry.id}`}
    />
  )
}
