import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, type Server } from '../client.ts'
import { isManager, type Attribute } from './attributes.ts'
import { differencesOf, newResource, put, toPatch, type PatchOperation } from './compare.ts'
import type { Match } from './commands.ts'
import { inBatches, inParallel } from './parallel.ts'
import { missingUsers, referencesOf, type Plan, type Verdict } from './plan.ts'
import { isRefusal, matchAttribute, matchKey, type Refusal, type Row } from './rows.ts'
import {
  bulkLimitsOf,
  lookUp,
  memberIdsOf,
  sendBulk,
  type AttributesByType,
  type BulkLimits,
  type BulkOperation,
  type BulkResult,
  type Resource,
} from './scim.ts'

/** What an import has done. */
export interface Outcome {
  created: number
  changed: number
  deactivated: number
  readonly refusals: Refusal[]
}

export interface SendOptions {
  readonly server: Server
  readonly attributes: AttributesByType
  readonly match: Match
  readonly plan: Plan
  readonly signal: AbortSignal
  readonly onDone: (steps: number) => void
  /** Throws when the file is not the one that was planned. */
  readonly checkFile: () => Promise<void>
}

/** What is done for a line, or for a user who is missing. */
interface Job {
  readonly line: number
  readonly label: string
  readonly row: Row | undefined
  readonly index: number
}

interface PreparedOperation {
  readonly job: Job
  readonly operation: Omit<BulkOperation, 'bulkId'>
}

type Prepare = (jobs: readonly Job[], isAgain: boolean) => Promise<PreparedOperation[]>
/** Takes note that a job is done; without results where an attempt before has done it, whose answer was lost. */
type Settle = (job: Job, results: readonly BulkResult[]) => void

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const BATCH = 250
const AT_ONCE = 3
const ATTEMPTS = 7
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 20_000
/** Members that join or leave in one operation. */
const MEMBERS = 1_000

/** How many steps `send` will tell to be done. */
export function stepsOf({ verdicts, missing }: Plan): number {
  const steps = verdicts.reduce(
    (sum, it) => sum + (it && it.own !== 'nothing' ? 1 : 0) + (it?.followsReferences ? 1 : 0),
    0,
  )
  return steps + missing.size
}

/**
 * Does what was planned: first each line without what refers to others, then managers and members, when everybody is
 * there, and at last those who are missing. Reads the file again for each, so that it need not be held.
 */
export async function send(readRows: () => AsyncIterable<Row | Refusal>, options: SendOptions): Promise<Outcome> {
  const sender = new Sender(options, await bulkLimitsOf(options.server))
  const { verdicts, missing } = options.plan
  await options.checkFile()
  await sender.sendOwn(readRows())
  await options.checkFile()
  if (verdicts.some((it) => it?.followsReferences)) await sender.sendReferences(readRows())
  await options.checkFile()
  if (missing.size > 0) await sender.deactivateMissing()
  return sender.outcome
}

class Sender {
  readonly outcome: Outcome = { created: 0, changed: 0, deactivated: 0, refusals: [] }
  readonly #options: SendOptions
  readonly #limits: BulkLimits
  readonly #manager: Attribute | undefined
  readonly #refused = new Set<Job>()

  constructor(options: SendOptions, limits: BulkLimits) {
    this.#options = options
    this.#limits = limits
    this.#manager = options.attributes.User.find(isManager)
  }

  async sendOwn(rows: AsyncIterable<Row | Refusal>): Promise<void> {
    const { verdicts, references } = this.#options.plan
    /** Whose manager was known already. */
    const isWhole = new Set<number>()
    const prepare: Prepare = async (jobs, isAgain) => {
      const toFind = jobs.filter((it) => isAgain || verdicts[it.index]?.own === 'change')
      const found = await this.#find(toFind)
      return jobs.flatMap((job): PreparedOperation[] => {
        const row = rowOf(job)
        const current = found.get(job)
        if (current) {
          const Operations = toPatch(differencesOf(row, current))
          return Operations.length === 0 ? [] : [{ job, operation: patch(row, current.id, Operations) }]
        }
        if (verdicts[job.index]?.own === 'change') {
          this.#refuse(job, 'it is not there any more')
          return []
        }
        const data = newResource(row)
        const manager = row.manager && references.idOf(row.manager)
        if (this.#manager && manager !== undefined) {
          put(data, this.#manager.keys, { value: manager })
          data.schemas = [...new Set([...(data.schemas as string[]), this.#manager.extension])]
          if (!row.members) isWhole.add(job.index)
        }
        return [{ job, operation: { method: 'POST', path: endpointOf(row), data } }]
      })
    }
    const settle: Settle = (job, [result]) => {
      const verdict = verdicts[job.index]
      if (!verdict) return
      if (verdict.own === 'create') this.outcome.created += 1
      else this.outcome.changed += 1
      if (result?.method === 'POST') {
        references.created(rowOf(job), result.location?.split('/').at(-1) ?? '')
        if (isWhole.has(job.index)) {
          verdicts[job.index] = { ...verdict, followsReferences: false }
          this.#options.onDone(1)
        }
      }
    }
    await this.#run(
      this.#jobs(rows, (it) => it.own !== 'nothing'),
      prepare,
      settle,
    )
  }

  async sendReferences(rows: AsyncIterable<Row | Refusal>): Promise<void> {
    const { server, plan } = this.#options
    const { references, verdicts } = plan
    const prepare: Prepare = async (jobs) => {
      await references.look(
        jobs.flatMap((it) => referencesOf(rowOf(it))),
        { again: true },
      )
      const found = await this.#find(jobs, ['id'])
      const prepared: PreparedOperation[] = []
      for (const job of jobs) {
        const row = rowOf(job)
        const current = found.get(job)
        const lost = referencesOf(row).find((it) => references.idOf(it) === undefined)
        if (!current || lost) {
          const reason = lost
            ? (references.problemOf(lost) ?? `'${lost.value}' was not imported`)
            : 'it is not there any more'
          this.#refuse(job, `managers and members were left as they were: ${reason}`)
          continue
        }
        const ids = (row.members ?? []).map((it) => references.idOf(it) ?? '')
        const now = row.members ? await memberIdsOf(server, current.id, row.memberTypes) : new Set<string>()
        const patches = [...this.#managerPatches(row), ...memberPatches(row, new Set(ids), now)]
        prepared.push(...patches.map((it) => ({ job, operation: patch(row, current.id, it) })))
      }
      return prepared
    }
    const settle: Settle = (job) => {
      if (verdicts[job.index]?.own === 'nothing') this.outcome.changed += 1
    }
    await this.#run(
      this.#jobs(rows, (it) => it.followsReferences),
      prepare,
      settle,
    )
  }

  async deactivateMissing(): Promise<void> {
    const { server, match, plan } = this.#options
    const missing = async function* (): AsyncGenerator<Job & { id: string }> {
      for await (const { id } of missingUsers(server, match, plan.isInFile)) {
        // Who has come since was not in what was agreed to.
        if (plan.missing.has(id)) yield { line: 0, label: id, row: undefined, index: -1, id }
      }
    }
    const prepare: Prepare = (jobs) => {
      const data = { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] }
      return Promise.resolve(
        jobs.map((job) => ({
          job,
          operation: { method: 'PATCH', path: `/Users/${(job as Job & { id: string }).id}`, data },
        })),
      )
    }
    await this.#run(missing(), prepare, () => (this.outcome.deactivated += 1))
  }

  /** The lines that are to be done, by their verdict. */
  async *#jobs(rows: AsyncIterable<Row | Refusal>, isWanted: (verdict: Verdict) => boolean): AsyncGenerator<Job> {
    let index = -1
    for await (const row of rows) {
      index += 1
      const verdict = this.#options.plan.verdicts[index]
      if (!isRefusal(row) && verdict && isWanted(verdict)) yield { line: row.line, label: row.label, row, index }
    }
  }

  async #run(jobs: AsyncIterable<Job>, prepare: Prepare, settle: Settle): Promise<void> {
    const { signal, onDone } = this.#options
    const work = async (batch: Job[]): Promise<number> => {
      signal.throwIfAborted()
      await this.#sendBatch(batch, prepare, settle)
      return batch.length
    }
    for await (const done of inParallel(inBatches(jobs, BATCH), AT_ONCE, work)) onDone(done)
  }

  /**
   * Sends what a batch needs. When it is not known what was done, because the answer was lost or the server was busy,
   * everything is compared with the server again first: so nothing is done twice.
   */
  async #sendBatch(batch: readonly Job[], prepare: Prepare, settle: Settle): Promise<void> {
    /** The jobs of which it is not known whether they are done. */
    const open = new Set(batch)
    /** Those of which something was sent. */
    const sent = new Set<Job>()
    for (let attempt = 0; open.size > 0; attempt += 1) {
      const isLast = attempt === ATTEMPTS - 1
      try {
        const prepared = await prepare([...open], attempt > 0)
        const toDo = new Set(prepared.map((it) => it.job))
        for (const job of open) {
          if (toDo.has(job)) continue
          open.delete(job)
          if (sent.has(job) && !this.#refused.has(job)) settle(job, [])
        }
        await this.#sendParts(prepared, { open, sent, settle, isLast })
      } catch (error) {
        if (isLast || !isPassing(error)) throw error
        for (const job of open) if (this.#refused.has(job)) open.delete(job)
      }
      if (isLast) {
        for (const job of open) this.#refuse(job, 'the server did not say what became of it')
        return
      }
      if (open.size > 0) await this.#wait(attempt)
    }
  }

  /** Settles or refuses each job when all of it is answered; those that are worth another attempt stay open. */
  async #sendParts(
    prepared: readonly PreparedOperation[],
    { open, sent, settle, isLast }: { open: Set<Job>; sent: Set<Job>; settle: Settle; isLast: boolean },
  ): Promise<void> {
    const expected = new Map<Job, number>()
    for (const { job } of prepared) expected.set(job, (expected.get(job) ?? 0) + 1)
    const results = new Map<Job, BulkResult[]>()
    for (const part of this.#parts(prepared)) {
      const operations = part.map(({ operation }, at) => ({ ...operation, bulkId: String(at) }))
      for (const { job } of part) sent.add(job)
      const answers = await sendBulk(this.#options.server, operations)
      for (const [at, { job }] of part.entries()) {
        const answer = answers[at]
        if (!answer) continue
        const those = [...(results.get(job) ?? []), answer]
        results.set(job, those)
        if (those.length < (expected.get(job) ?? 0)) continue
        const failed = those.find((it) => !it.status.startsWith('2'))
        if (failed && !isLast && /^(429|5\d\d)$/.test(failed.status)) continue
        open.delete(job)
        if (failed) this.#refuse(job, failed.response?.detail ?? `the server answered ${failed.status}`)
        else settle(job, those)
      }
    }
  }

  /** As much at once as the server takes. */
  #parts(prepared: readonly PreparedOperation[]): PreparedOperation[][] {
    const { maxOperations, maxPayloadSize } = this.#limits
    // The frame around the operations, and their bulkIds, take a little too.
    const room = maxPayloadSize - 1_024
    const parts: PreparedOperation[][] = []
    let size = Infinity
    for (const it of prepared) {
      const bytes = Buffer.byteLength(JSON.stringify(it.operation)) + 32
      const last = parts.at(-1)
      if (!last || size + bytes > room || last.length === maxOperations) {
        parts.push([it])
        size = bytes
      } else {
        last.push(it)
        size += bytes
      }
    }
    return parts
  }

  /** Whom the lines are about, as the server has them now. */
  async #find(jobs: readonly Job[], attributes?: readonly string[]): Promise<Map<Job, Resource>> {
    const { server, match } = this.#options
    const byKey = new Map<string, Job>()
    for (const job of jobs) {
      const { type, matchValue = '' } = rowOf(job)
      byKey.set(matchKey(type, match, matchValue), job)
    }
    const found = new Map<Job, Resource>()
    for (const type of ['User', 'Group'] as const) {
      const attribute = matchAttribute(type, match)
      const values = jobs.flatMap((it) => (rowOf(it).type === type ? (rowOf(it).matchValue ?? []) : []))
      const wanted = attributes && [...attributes, attribute]
      for (const it of await lookUp(server, type, attribute, values, wanted)) {
        const job = byKey.get(matchKey(type, match, String(it[attribute])))
        if (job) found.set(job, it)
      }
    }
    return found
  }

  #managerPatches({ manager }: Row): PatchOperation[][] {
    const id = manager && this.#options.plan.references.idOf(manager)
    if (!this.#manager || id === undefined) return []
    return [[{ op: 'replace', path: this.#manager.path, value: { value: id } }]]
  }

  #refuse(job: Job, reason: string): void {
    const { line, label, index } = job
    this.#refused.add(job)
    this.outcome.refusals.push({ line, label, reason })
    if (index >= 0) this.#options.plan.verdicts[index] = undefined
  }

  async #wait(attempt: number): Promise<void> {
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)
    await sleep(most / 2 + (Math.random() * most) / 2, undefined, { signal: this.#options.signal })
  }
}

function rowOf({ row }: Job): Row {
  if (!row) throw new Error('This is no job of a line')
  return row
}

function endpointOf({ type }: Row): string {
  return type === 'User' ? '/Users' : '/Groups'
}

function patch(row: Row, id: string, Operations: readonly PatchOperation[]): PreparedOperation['operation'] {
  return { method: 'PATCH', path: `${endpointOf(row)}/${id}`, data: { schemas: [PATCH_OP], Operations } }
}

function memberPatches({ members }: Row, wanted: ReadonlySet<string>, now: ReadonlySet<string>): PatchOperation[][] {
  if (!members) return []
  const joining = chunks([...wanted.difference(now)], MEMBERS)
  const leaving = chunks([...now.difference(wanted)], MEMBERS)
  return [
    ...joining.map((ids) => [{ op: 'add' as const, path: 'members', value: ids.map((value) => ({ value })) }]),
    ...leaving.map((ids) =>
      ids.map((id) => ({ op: 'remove' as const, path: `members[value eq ${JSON.stringify(id)}]` })),
    ),
  ]
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

/** Whether it may go well another time: no server was reached, or it was busy. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === undefined || error.status === 429 || error.status >= 500)
}
