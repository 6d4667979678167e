import { once } from 'node:events'
import { writeAtomically } from '../credentials.ts'
import { toJson } from '../output.ts'
import type { Server } from '../client.ts'
import { openScim } from './access.ts'
import { isManager, type Attribute } from './attributes.ts'
import type { ExportOptions } from './commands.ts'
import { valueAt } from './compare.ts'
import { protectCell } from './formulas.ts'
import { inBatches, inParallel } from './parallel.ts'
import { startProgress } from './progress.ts'
import { attributesOf, countOf, groupWithMembers, lookUp, walk, type Resource, type TypeName } from './scim.ts'
import { INTERRUPTED, stopOnSignals } from './stopping.ts'
import { canonical, listOf, toCell } from './values.ts'

const BATCH = 200
const AT_ONCE = 4

/** Writes the users and groups of an organization, page by page as they are read. */
export async function exportResources(options: ExportOptions): Promise<void> {
  const stopping = stopOnSignals()
  try {
    const access = await openScim(options, { description: 'Export', scopes: ['read'] })
    try {
      stopping.signal.throwIfAborted()
      await exportFrom(access.server, options, stopping.signal)
    } finally {
      await access.close()
    }
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    process.exitCode = INTERRUPTED
  } finally {
    stopping.end()
  }
}

async function exportFrom(server: Server, { output, format, type }: ExportOptions, signal: AbortSignal): Promise<void> {
  const types: TypeName[] = type
    ? [type === 'users' ? 'User' : 'Group']
    : format === 'csv'
      ? ['User']
      : ['User', 'Group']
  const counts = await Promise.all(types.map((it) => countOf(server, it)))
  const total = counts.reduce((sum, it) => sum + it, 0)
  const progress = startProgress('Exporting', total, type ?? (format === 'csv' ? 'users' : 'users and groups'))
  const lines = format === 'csv' ? csvLines(server, types[0] ?? 'User') : jsonLines(server, types)
  const counted = (async function* () {
    for await (const { text, resources } of lines) {
      signal.throwIfAborted()
      progress.advance(resources)
      yield text
    }
  })()
  try {
    if (output === undefined) await print(counted, signal)
    else
      await writeAtomically(output, async (handle) => {
        for await (const text of counted) await handle.write(text)
        signal.throwIfAborted()
      })
  } finally {
    progress.end()
  }
}

/** Text, and how many resources have come with it. */
interface Piece {
  readonly text: string
  readonly resources: number
}

async function* jsonLines(server: Server, types: readonly TypeName[]): AsyncGenerator<Piece> {
  for (const type of types) {
    for await (const batch of inBatches(wholeResources(server, type), BATCH)) {
      yield { text: batch.map((it) => `${toJson(it)}\n`).join(''), resources: batch.length }
    }
  }
}

/** What a resource is in takes long to read, and follows from the groups; a group with many members comes by itself. */
function wholeResources(server: Server, type: TypeName): AsyncGenerator<Resource> {
  return type === 'User'
    ? walk(server, 'User', { excludedAttributes: 'groups' })
    : inParallel(walk(server, 'Group', { attributes: 'id' }), AT_ONCE, ({ id }) => groupWithMembers(server, id))
}

async function* csvLines(server: Server, type: TypeName): AsyncGenerator<Piece> {
  const attributes = (await attributesOf(server))[type]
  yield* type === 'User' ? userLines(server, attributes) : groupLines(server)
}

/** Every attribute that can be imported has a column, whatever users have: so that the heading is known first. */
async function* userLines(server: Server, attributes: readonly Attribute[]): AsyncGenerator<Piece> {
  const columns = attributes.flatMap(columnsOf)
  yield { text: toLine(['id', ...columns.map(headingOf)]), resources: 0 }
  const users = inBatches(wholeResources(server, 'User'), BATCH)
  const withNames = inParallel(users, AT_ONCE, async (batch) => ({
    batch,
    names: await managerNames(server, batch, columns),
  }))
  for await (const { batch, names } of withNames) {
    const lines = batch.map((user) => {
      const cells = columns.map((column) => {
        const value = valueAt(user, column.keys)
        if (!isManager(column)) return toCell(column, value)
        const id = valueAt(value, ['value'])
        return typeof id === 'string' ? (names.get(id) ?? id) : ''
      })
      return toLine([user.id, ...cells])
    })
    yield { text: lines.join(''), resources: batch.length }
  }
}

/** The columns of an attribute: itself, or its parts. */
function columnsOf(attribute: Attribute): Attribute[] {
  if (attribute.isReadOnly || attribute.isHidden) return []
  if (attribute.isList || isManager(attribute) || attribute.subAttributes.length === 0) return [attribute]
  return attribute.subAttributes.flatMap(columnsOf)
}

/** Short names, which an import understands. */
function headingOf(attribute: Attribute): string {
  if (attribute.name === 'emails') return 'email'
  if (attribute.name === 'phoneNumbers') return 'phone'
  if (attribute.keys[0] === 'name' && attribute.name !== 'formatted') return attribute.name
  return attribute.path.slice((attribute.extension?.length ?? -1) + 1)
}

async function managerNames(
  server: Server,
  users: readonly Resource[],
  columns: readonly Attribute[],
): Promise<ReadonlyMap<string, string>> {
  const manager = columns.find(isManager)
  if (!manager) return new Map()
  const ids = new Set(users.map((it) => valueAt(it, [...manager.keys, 'value'])).filter((it) => typeof it === 'string'))
  const found = await lookUp(server, 'User', 'id', [...ids], ['userName'])
  return new Map(found.map((it) => [it.id, String(it.userName)]))
}

/** A line for each member, and one for a group that has none. */
async function* groupLines(server: Server): AsyncGenerator<Piece> {
  yield { text: toLine(['id', 'displayName', 'externalId', 'member', 'memberGroup']), resources: 0 }
  for await (const group of wholeResources(server, 'Group')) {
    const own = [group.id, toText(group.displayName), toText(group.externalId)]
    const members = listOf(group.members).map((it) => ({ id: toText(it.value), isGroup: it.type === 'Group' }))
    if (members.length === 0) yield { text: toLine([...own, '', '']), resources: 1 }
    for (let at = 0; at < members.length; at += BATCH) {
      const batch = members.slice(at, at + BATCH)
      const idsOf = (isGroup: boolean): string[] => batch.filter((it) => it.isGroup === isGroup).map((it) => it.id)
      const users = await lookUp(server, 'User', 'id', idsOf(false), ['userName'])
      const groups = await lookUp(server, 'Group', 'id', idsOf(true), ['displayName'])
      const names = new Map([...users, ...groups].map((it) => [it.id, toText(it.userName ?? it.displayName)]))
      const lines = batch.map(({ id, isGroup }) => {
        const name = names.get(id) ?? ''
        return toLine([...own, isGroup ? '' : name, isGroup ? name : ''])
      })
      yield { text: lines.join(''), resources: at === 0 ? 1 : 0 }
    }
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value)
}

/** RFC 4180: quoted where it has to be, lines that end as on Windows. */
function toLine(cells: readonly string[]): string {
  const written = cells
    .map(protectCell)
    .map((it) => (/[",;\t\r\n]|^\s|\s$/.test(it) ? `"${it.replaceAll('"', '""')}"` : it))
  return `${written.join(',')}\r\n`
}

async function print(pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  for await (const text of pieces) if (!process.stdout.write(text)) await once(process.stdout, 'drain', { signal })
}
