import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { SearchX, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Notice } from '../../components/notice.tsx'
import './resource-list.css'

interface Page<Row> {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
  readonly totalResults: number | null
}

interface ResourceListProps<Row> {
  readonly label: string
  readonly list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  readonly columns: readonly Column<Row>[]
  readonly hrefOf: (row: Row) => string
  readonly isFiltered: boolean
  readonly onClearFilter: () => void
  /** What stands where nothing was provisioned yet. */
  readonly empty: {
    readonly icon: LucideIcon
    readonly title: string
    readonly text: string
    readonly actions?: ReactNode
  }
}

/** Codes of problems that the visitor mends by writing another filter. */
const OF_THE_FILTER = ['invalidFilter', 'invalidPath', 'invalidValue', 'tooMany']

/** A list of users or groups, in whatever state it is. */
export function ResourceList<Row extends { id: string }>(props: ResourceListProps<Row>) {
  const { label, list, columns, hrefOf, isFiltered, onClearFilter, empty } = props
  if (list.isLoadingError && isFiltered && OF_THE_FILTER.includes(list.error.code)) {
    return <FilterProblem error={list.error} onClear={onClearFilter} />
  }
  if (list.isLoadingError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card isFlush>
      {list.isPending && <TableSkeleton columns={columns} rows={8} />}
      {list.data && rows.length > 0 && (
        <>
          <DataTable label={label} columns={columns} rows={rows} keyOf={(row) => row.id} hrefOf={hrefOf} />
          <LoadMore {...list} />
        </>
      )}
      {list.data && rows.length === 0 && isFiltered && (
        <EmptyState
          icon={SearchX}
          title="Nothing fits this filter"
          actions={<Button onPress={onClearFilter}>Clear the filter</Button>}
        >
          Letter case does not matter in names and addresses. Write <code>co</code> instead of <code>eq</code> to find a
          part of a value.
        </EmptyState>
      )}
      {list.data && rows.length === 0 && !isFiltered && (
        <EmptyState icon={empty.icon} title={empty.title} actions={empty.actions}>
          {empty.text}
        </EmptyState>
      )}
    </Card>
  )
}

function FilterProblem({ error, onClear }: { readonly error: Problem; readonly onClear: () => void }) {
  return (
    <div role="alert">
      <Notice
        tone="danger"
        title={error.title}
        actions={
          <Button size="small" onPress={onClear}>
            Clear the filter
          </Button>
        }
      >
        <p>{error.detail}</p>
        <p>Filter help has examples; press one and change it.</p>
      </Notice>
    </div>
  )
}

/** How many there are, in words; nothing while nobody knows. */
export function totalOf(list: UseInfiniteQueryResult<InfiniteData<Page<unknown>>>, one: string, many: string): string {
  const total = list.data?.pages[0]?.totalResults
  if (total === undefined || total === null) return ''
  return `${total.toLocaleString('en')} ${total === 1 ? one : many}`
}
