import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { Skeleton } from './skeleton.tsx'
import './data-table.css'

export interface Column<Row> {
  readonly id: string
  /** Also the label of the value on a phone, where a row becomes a card. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Names the row for screen readers; one column of a table has it. */
  readonly isRowHeader?: boolean
  readonly align?: 'end'
  /** For a column of buttons: its header is read and not seen. */
  readonly isHeaderHidden?: boolean
}

interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Where a press on a row goes, if anywhere; the link is in the cell that heads it. */
  readonly hrefOf?: (row: Row) => string | undefined
}

/** Rows of the same kind. On a phone each becomes a card, with its headers as labels. */
export function DataTable<Row>({ label, columns, rows, keyOf, hrefOf }: DataTableProps<Row>) {
  return (
    // The roles say again what the elements say, because CSS that makes cards of rows takes it from them.
    <table className="table" role="table" aria-label={label}>
      <TableHead columns={columns} />
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className={hrefOf?.(row) === undefined ? undefined : 'table-row-link'}>
            {columns.map((column) => (
              <Cell key={column.id} column={column} href={column.isRowHeader ? hrefOf?.(row) : undefined}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A table whose rows are on their way. */
export function TableSkeleton<Row>({ columns, rows = 5 }: { columns: readonly Column<Row>[]; rows?: number }) {
  return (
    <div role="status">
      <span className="visually-hidden">Loading</span>
      <table className="table" aria-hidden>
        <TableHead columns={columns} />
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {columns.map((column) => (
                <td key={column.id} data-label={column.isHeaderHidden ? undefined : column.header}>
                  <Skeleton width={column.isRowHeader ? '70%' : '50%'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableHead<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ id, header, align, isHeaderHidden }) => (
          <th key={id} role="columnheader" scope="col" data-align={align}>
            {isHeaderHidden ? <span className="visually-hidden">{header}</span> : header}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface CellProps<Row> {
  readonly column: Column<Row>
  readonly href: string | undefined
  readonly children: ReactNode
}

function Cell<Row>({ column, href, children }: CellProps<Row>) {
  const label = column.isHeaderHidden ? undefined : column.header
  const content =
    href === undefined ? (
      children
    ) : (
      <Link href={href} className="table-link">
        {children}
      </Link>
    )
  if (column.isRowHeader) {
    return (
      <th scope="row" role="rowheader" data-align={column.align}>
        {content}
      </th>
    )
  }
  return (
    <td role="cell" data-label={label} data-align={column.align}>
      {content}
    </td>
  )
}
