import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { PlainError } from '../../plain-error.ts'
import type { Attribute } from './attributes.ts'
import { toColumns, typeOf, type Column } from './columns.ts'
import { unprotectCell } from './formulas.ts'
import type { ImportOptions } from './commands.ts'
import { isRefusal, matchAttribute, matchKey, type Reference, type Refusal, type Row, type Setting } from './rows.ts'
import type { AttributesByType, TypeName } from './scim.ts'
import { readHead, readText, type TextFile } from './text-file.ts'
import { fromCell, fromElementCell, ValueError } from './values.ts'

const LONGEST_RECORD = 4 * 1024 * 1024

export interface ReadingOptions extends Pick<ImportOptions, 'type' | 'ignoreColumns'> {
  readonly match: NonNullable<ImportOptions['match']>
}

/**
 * What the lines of a CSV file say, with the delimiter and the line ends that it has. Several lines may say the members
 * of one group, so groups come when all have been read.
 */
export async function* readCsv(
  file: TextFile,
  attributes: AttributesByType,
  options: ReadingOptions,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row | Refusal> {
  let columns: Column[] | undefined
  let type: TypeName = 'User'
  const groups = new Map<string, Row | Refusal>()
  let lost: number | undefined
  for await (const { line, cells } of readRecords(file, onBytes)) {
    if (!columns) {
      type = options.type ? (options.type === 'users' ? 'User' : 'Group') : typeOf(cells)
      columns = toColumns(cells, type, attributes[type], options.ignoreColumns?.split(',') ?? [])
      continue
    }
    if (cells.every((it) => it.trim() === '')) continue
    const row = toRow(line, cells, columns, type, options)
    if (type === 'Group' && (isRefusal(row) || row.matchValue === undefined)) lost ??= line
    if (type === 'User' || isRefusal(row)) yield row
    else collect(groups, row, options)
  }
  if (!columns) throw new PlainError(`${file.path} is empty: the first line has to have the names of the columns.`)
  for (const group of groups.values()) yield lost === undefined ? group : refuseMembers(group, lost)
}

/** A line that belongs to nobody may name a member of any group, who must not leave it for that. */
function refuseMembers(group: Row | Refusal, lost: number): Row | Refusal {
  if (isRefusal(group) || !group.members || group.matchValue === undefined) return group
  const reason = `line ${lost} cannot be read and may belong to this group`
  return { line: group.line, label: group.label, reason }
}

async function* readRecords(
  file: TextFile,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    delimiter: delimiterOf(await readHead(file)),
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_RECORD,
  })
  const reading = pipeline(Readable.from(readText(file, onBytes)), parser)
  // It fails where the loop fails too.
  reading.catch(() => undefined)
  let before = 0
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const breaks = record.reduce((sum, it) => sum + (it.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
      yield { line: Math.max(before + 1, info.lines - breaks), cells: record.map(unprotectCell) }
      before = info.lines
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new PlainError(`${file.path} is no CSV that can be read: ${error.message}`)
  } finally {
    parser.destroy()
  }
}

/** Excel writes semicolons where the comma stands in numbers. The first line tells, outside of quotes. */
function delimiterOf(head: string): string {
  const [line = ''] = head
    .replace(/^\ufeff/, '')
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]/)
  const counts = [',', ';', '\t'].map((it) => ({ it, count: line.split(it).length }))
  return counts.reduce((most, other) => (other.count > most.count ? other : most)).it
}

function toRow(
  line: number,
  cells: readonly string[],
  columns: readonly Column[],
  type: TypeName,
  { match }: ReadingOptions,
): Row | Refusal {
  if (cells.length !== columns.length) {
    return { line, reason: `has ${cells.length} cells where the heading has ${columns.length}` }
  }
  const settings: Setting[] = []
  /** Before the others, whatever the order of the columns: what is primary is so among these. */
  const elements: Setting[] = []
  let fileId: string | undefined
  let manager: Reference | undefined
  let members: Reference[] | undefined
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    const text = cell.trim()
    try {
      switch (column.kind) {
        case 'attribute':
          settings.push(fromCell(column.attribute, cell, kindsIn(columns, column.attribute)))
          break
        case 'element':
          elements.push(fromElementCell(column.attribute, column.of, column.part, cell))
          break
        case 'manager':
          if (text === '') settings.push({ attribute: column.attribute, desire: () => undefined })
          else manager = { by: column.by, value: text, type: 'User' }
          break
        case 'members':
          members = [...(members ?? []), ...toMembers(column.isMany ? text.split(';') : [text], column.type)]
          break
        case 'id':
          if (text !== '') fileId = text
          break
        case 'ignored':
      }
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      return { line, label: labelIn(cells, columns, type), reason: `${column.heading} ${error.message}` }
    }
  }
  const valueOf = (name: string): string | undefined => {
    const value = settings.find((it) => it.attribute.path === name)?.desire(undefined)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const nameAttribute = matchAttribute(type, 'name')
  const label = valueOf(nameAttribute) ?? valueOf('externalId') ?? fileId ?? ''
  if (columns.some((it) => it.kind === 'attribute' && it.attribute.path === nameAttribute) && !valueOf(nameAttribute)) {
    return { line, label, reason: `${nameAttribute} is missing` }
  }
  const matchValue = match === 'id' ? fileId : valueOf(matchAttribute(type, match))
  return {
    line,
    type,
    label,
    name: valueOf(nameAttribute),
    matchValue,
    fileId,
    settings: [...elements, ...settings],
    manager,
    members,
    memberTypes: columns.flatMap((it) => (it.kind === 'members' ? it.type : [])),
  }
}

/** The kinds of a list's values that have columns of their own. */
function kindsIn(columns: readonly Column[], { isList, path }: Attribute): string[] {
  return isList ? columns.flatMap((it) => (it.kind === 'element' && it.attribute.path === path ? it.of : [])) : []
}

/** The name in a line that cannot be read as a whole. */
function labelIn(cells: readonly string[], columns: readonly Column[], type: TypeName): string {
  const name = matchAttribute(type, 'name')
  return cells[columns.findIndex((it) => it.kind === 'attribute' && it.attribute.path === name)]?.trim() ?? ''
}

function toMembers(names: readonly string[], type: TypeName): Reference[] {
  return names
    .map((it) => it.trim())
    .filter((it) => it !== '')
    .map((value) => ({ by: 'name', value, type }))
}

/** Joins the lines of one group: members add up, everything else has to be the same. */
function collect(groups: Map<string, Row | Refusal>, row: Row, { match }: ReadingOptions): void {
  const key = row.matchValue === undefined ? `line ${row.line}` : matchKey('Group', match, row.matchValue)
  const before = groups.get(key)
  if (!before || isRefusal(before)) {
    if (!before) groups.set(key, { ...row, members: row.members && [...row.members] })
    return
  }
  const different = row.settings.find((it, index) => it.desire(undefined) !== before.settings[index]?.desire(undefined))
  if (different) {
    const reason = `${different.attribute.path} of line ${row.line} is another than that of line ${before.line}`
    groups.set(key, { line: row.line, label: row.label, reason })
  } else if (before.members && row.members) {
    ;(before.members as Reference[]).push(...row.members)
  }
}
