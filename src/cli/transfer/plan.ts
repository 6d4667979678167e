import { isManager, type Attribute } from './attributes.ts'
import { differencesOf, valueAt, type Difference } from './compare.ts'
import type { Match } from './commands.ts'
import { inBatches, inParallel } from './parallel.ts'
import { References } from './references.ts'
import { isRefusal, matchAttribute, matchKey, type Reference, type Refusal, type Row } from './rows.ts'
import { countOf, lookUp, memberIdsOf, walk, type AttributesByType, type Resource, type TypeName } from './scim.ts'
import type { Server } from '../client.ts'

/** What is to be done for a line; what of it is done later follows references, when everybody is there. */
export interface Verdict {
  readonly own: 'create' | 'change' | 'nothing'
  readonly followsReferences: boolean
}

export interface Change {
  readonly line: number
  readonly label: string
  readonly what: readonly string[]
}

/** What an import is going to do: small, however long the file is. */
export interface Plan {
  /** By the number of the line among those that say something; absent for a line that is refused. */
  readonly verdicts: (Verdict | undefined)[]
  readonly create: Readonly<Record<TypeName, number>>
  readonly change: Readonly<Record<TypeName, number>>
  readonly unchanged: Readonly<Record<TypeName, number>>
  /** The ids of the users to deactivate. */
  readonly missing: ReadonlySet<string>
  readonly refusals: readonly Refusal[]
  /** How many lines change an attribute. */
  readonly changedAttributes: ReadonlyMap<string, number>
  /** The first of the changes. */
  readonly examples: readonly Change[]
  readonly references: References
  /** Whether a line is about the user with this value of what is matched, to tell who is missing. */
  readonly isInFile: (value: string) => boolean
}

export interface PlanOptions {
  readonly server: Server
  readonly attributes: AttributesByType
  readonly match: Match
  readonly deactivateMissing: boolean
  /** In bytes: many lines are compared with all that there is, few are looked up. */
  readonly fileSize: number
  readonly signal: AbortSignal
}

const BATCH = 240
const AT_ONCE = 3
const EXAMPLES = 10
const LONGEST_MATCH = 1_000
/** Reading everything by cursors costs a sixth of looking for each, but everything has to fit into memory. */
const READ_ALL = { fromFileSize: 200_000, upTo: 200_000 }
const NOTHING: Verdict = { own: 'nothing', followsReferences: false }

/** Reads all lines and compares them with what is there. Changes nothing. */
export async function makePlan(rows: AsyncIterable<Row | Refusal>, options: PlanOptions): Promise<Plan> {
  return new Planner(options).plan(rows)
}

interface Candidate {
  readonly index: number
  readonly row: Row
}

class Planner {
  readonly #options: PlanOptions
  readonly #references: References
  readonly #manager: Attribute | undefined
  readonly #verdicts: (Verdict | undefined)[] = []
  readonly #create = { User: 0, Group: 0 }
  readonly #change = { User: 0, Group: 0 }
  readonly #unchanged = { User: 0, Group: 0 }
  readonly #refusals: Refusal[] = []
  readonly #changedAttributes = new Map<string, number>()
  readonly #examples: Change[] = []
  readonly #lines = new Map<string, number>()
  /** What refers to something that the server does not have: the file may. */
  readonly #pending: { candidate: Candidate; references: readonly Reference[] }[] = []
  /** All that there is of a type, as JSON by key, where that was read beforehand. */
  readonly #all: Partial<Record<TypeName, ReadonlyMap<string, string>>> = {}

  constructor(options: PlanOptions) {
    this.#options = options
    this.#references = new References(options.server, options.match)
    this.#manager = options.attributes.User.find(isManager)
  }

  async plan(rows: AsyncIterable<Row | Refusal>): Promise<Plan> {
    const { signal } = this.#options
    await this.#readAll()
    const batches = inBatches(this.#admit(rows), BATCH)
    for await (const _done of inParallel(batches, AT_ONCE, (batch) => this.#compareAll(batch))) signal.throwIfAborted()
    this.#settlePending()
    const missing = this.#options.deactivateMissing ? await this.#findMissing() : new Set<string>()
    this.#refusals.sort((a, b) => a.line - b.line)
    return {
      verdicts: this.#verdicts,
      create: this.#create,
      change: this.#change,
      unchanged: this.#unchanged,
      missing,
      refusals: this.#refusals,
      changedAttributes: this.#changedAttributes,
      examples: this.#examples.sort((a, b) => a.line - b.line),
      references: this.#references,
      isInFile: this.#isInFile,
    }
  }

  readonly #isInFile = (userMatch: string): boolean => this.#lines.has(matchKey('User', this.#options.match, userMatch))

  /** The lines that say who they are about, each somebody else. */
  async *#admit(rows: AsyncIterable<Row | Refusal>): AsyncGenerator<Candidate> {
    const { match } = this.#options
    let index = -1
    for await (const row of rows) {
      index += 1
      this.#verdicts.push(undefined)
      if (isRefusal(row)) {
        this.#refusals.push(row)
        continue
      }
      const attribute = matchAttribute(row.type, match)
      if (row.matchValue === undefined || row.matchValue.length > LONGEST_MATCH) {
        this.#refuse(row, `${attribute} is ${row.matchValue === undefined ? 'missing' : 'too long'}`)
        continue
      }
      const key = matchKey(row.type, match, row.matchValue)
      const line = this.#lines.get(key)
      if (line !== undefined) {
        this.#refuse(row, `${attribute} is that of line ${line} too`)
        continue
      }
      this.#lines.set(key, row.line)
      this.#references.note(row)
      yield { index, row }
    }
  }

  async #compareAll(batch: readonly Candidate[]): Promise<void> {
    const { match } = this.#options
    const found = new Map<string, Resource[]>()
    for (const type of ['User', 'Group'] as const) {
      const values = batch.flatMap(({ row }) => (row.type === type ? (row.matchValue ?? []) : []))
      for (const it of await this.#existing(type, values)) {
        const key = matchKey(type, match, String(it[matchAttribute(type, match)]))
        found.set(key, [...(found.get(key) ?? []), it])
      }
    }
    await this.#references.look(batch.flatMap(({ row }) => referencesOf(row)))
    for (const candidate of batch) {
      const { row } = candidate
      await this.#judge(candidate, found.get(matchKey(row.type, match, row.matchValue ?? '')) ?? [])
    }
  }

  async #existing(type: TypeName, values: readonly string[]): Promise<Resource[]> {
    const { server, match } = this.#options
    const all = this.#all[type]
    if (!all) return lookUp(server, type, matchAttribute(type, match), values)
    return values.flatMap((value) => {
      const json = all.get(matchKey(type, match, value))
      // Several groups may have one name.
      return json === undefined ? [] : (JSON.parse(`[${json}]`) as Resource[])
    })
  }

  /** Reads all that there is, if there are many lines to compare with it, or nothing to read. */
  async #readAll(): Promise<void> {
    const { server, match, fileSize, signal } = this.#options
    for (const type of ['User', 'Group'] as const) {
      const count = await countOf(server, type)
      if (count > 0 && (fileSize < READ_ALL.fromFileSize || count > READ_ALL.upTo)) continue
      const all = new Map<string, string>()
      for await (const it of walk(server, type, { excludedAttributes: 'groups,members,meta' })) {
        signal.throwIfAborted()
        const value = it[matchAttribute(type, match)]
        if (typeof value !== 'string') continue
        const key = matchKey(type, match, value)
        const before = all.get(key)
        all.set(key, before === undefined ? JSON.stringify(it) : `${before},${JSON.stringify(it)}`)
      }
      this.#all[type] = all
    }
  }

  async #judge(candidate: Candidate, [current, ...others]: readonly Resource[]): Promise<void> {
    const { index, row } = candidate
    const { match } = this.#options
    if (others.length > 0) {
      const how = match === 'name' ? '; use --match externalId or --match id' : ''
      this.#reject(row, `there are ${others.length + 1} with this ${matchAttribute(row.type, match)}${how}`)
      return
    }
    const references = referencesOf(row)
    const unknown = references.filter((it) => this.#references.idOf(it) === undefined)
    if (!current) {
      const problem = match === 'id' ? 'nobody has this id' : `${matchAttribute(row.type, 'name')} is missing`
      if (match === 'id' || row.name === undefined) {
        this.#reject(row, problem)
        return
      }
      this.#create[row.type] += 1
      this.#verdicts[index] = { own: 'create', followsReferences: references.length > 0 }
      if (unknown.length > 0) this.#pending.push({ candidate, references: unknown })
      return
    }
    const differences = differencesOf(row, current)
    const [changesManager, says] = this.#compareManager(row, current)
    const members = await this.#compareMembers(row, current.id)
    const what = [...differences.map(describe), ...(changesManager ? [says] : []), ...members]
    if (what.length === 0) {
      this.#unchanged[row.type] += 1
      this.#verdicts[index] = NOTHING
      return
    }
    this.#verdicts[index] = {
      own: differences.length > 0 ? 'change' : 'nothing',
      followsReferences: changesManager || members.length > 0,
    }
    this.#change[row.type] += 1
    const changed = [
      ...differences.map((it) => it.attribute.path.slice((it.attribute.extension?.length ?? -1) + 1)),
      ...(changesManager ? ['manager'] : []),
      ...(members.length > 0 ? ['members'] : []),
    ]
    for (const name of changed) this.#changedAttributes.set(name, (this.#changedAttributes.get(name) ?? 0) + 1)
    if (this.#examples.length < EXAMPLES) this.#examples.push({ line: row.line, label: row.label, what })
    // Who is the manager already may be somebody whom the server does not know.
    const open = changesManager || row.manager === undefined ? unknown : unknown.filter((it) => it !== row.manager)
    if (open.length > 0) this.#pending.push({ candidate, references: open })
  }

  #compareManager({ manager }: Row, current: Resource): [changes: boolean, says: string] {
    if (!manager || !this.#manager) return [false, '']
    const now = valueAt(current, [...this.#manager.keys, 'value'])
    const id = this.#references.idOf(manager) ?? manager.value
    return [now !== id, `manager: ${now === undefined ? 'nobody' : 'another'} → '${manager.value}'`]
  }

  async #compareMembers({ members, memberTypes }: Row, id: string): Promise<string[]> {
    if (!members) return []
    const now = await memberIdsOf(this.#options.server, id, memberTypes)
    const ids = members.map((it) => this.#references.idOf(it))
    const wanted = new Set(ids.filter((it) => it !== undefined))
    const joining = wanted.difference(now).size + new Set(members.filter((_, at) => ids[at] === undefined)).size
    const leaving = now.difference(wanted).size
    if (joining + leaving === 0) return []
    return [`members: ${joining} ${joining === 1 ? 'joins' : 'join'}, ${leaving} ${leaving === 1 ? 'leaves' : 'leave'}`]
  }

  /** Everything is read, so it is known whom the file makes. */
  #settlePending(): void {
    for (const { candidate, references } of this.#pending) {
      const problem = references.map((it) => this.#references.problemOf(it)).find((it) => it !== undefined)
      const verdict = this.#verdicts[candidate.index]
      if (problem === undefined || !verdict) continue
      const { row, index } = candidate
      if (verdict.own === 'create') this.#create[row.type] -= 1
      else this.#change[row.type] -= 1
      this.#verdicts[index] = undefined
      this.#reject(row, problem)
    }
  }

  async #findMissing(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>()
    for await (const { id } of missingUsers(this.#options.server, this.#options.match, this.#isInFile)) ids.add(id)
    return ids
  }

  /** A line that others may have counted on. */
  #reject(row: Row, reason: string): void {
    this.#references.forget(row)
    this.#refuse(row, reason)
  }

  #refuse(row: Row, reason: string): void {
    this.#refusals.push({ line: row.line, label: row.label, reason })
  }
}

/** The active users whom the file does not name. */
export async function* missingUsers(
  server: Server,
  match: Match,
  isInFile: (value: string) => boolean,
): AsyncGenerator<Resource> {
  const attribute = matchAttribute('User', match)
  for await (const user of walk(server, 'User', { filter: 'active eq true', attributes: attribute })) {
    const value = user[attribute]
    if (typeof value !== 'string' || !isInFile(value)) yield user
  }
}

export function referencesOf({ manager, members = [] }: Row): Reference[] {
  return manager ? [manager, ...members] : [...members]
}

function describe({ attribute, from, to }: Difference): string {
  return `${attribute.path.slice((attribute.extension?.length ?? -1) + 1)}: ${show(from)} → ${show(to)}`
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
