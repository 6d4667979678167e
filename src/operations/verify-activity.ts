import type { ActivityVerification } from '#generated/sdk/types.gen.ts'
import { entriesOf, hashBlock, LEAST_ID, type Block } from '../domain/activity/chain.ts'
import { DomainError } from '../domain/errors.ts'
import { isId, timeOfId } from '../domain/ids.ts'
import { findDigests, listActivityIds } from '../storage/activity.ts'
import {
  blocksAround,
  countUnsealed,
  findUnsealed,
  firstSealedId,
  hasBlock,
  lastBlock,
  listBlocks,
} from '../storage/activity-chain.ts'
import type { Db } from '../storage/database.ts'
import { getOrganization } from '../storage/organizations.ts'
import type { Operation } from './operation.ts'

/** What one answer looks at, at least: it ends with the block, or with the entries, that make it more. */
const MOST = { entries: 2_000, blocks: 1_000 }
/** Blocks and entries that are read at once. */
const AT_ONCE = { blocks: 20, entries: 200 }
const MOST_PROBLEMS = 100

/**
 * First the blocks are followed, each with the entries that it lists; then the entries that are there are looked up in
 * the blocks. What is read first can only be found again in what is read later: a new entry waits, is sealed, and goes.
 */
export const verifyActivity: Operation<'verifyActivity'> = async ({ db }, { path, query }) => {
  const { id } = await getOrganization(db, path.organizationId)
  const verification = new Verification(db, id)
  const next = await verification.goOn(parseCursor(query.cursor))
  const head = await lastBlock(db, id)
  if (!next && query.expectHead !== undefined && !(await hasBlock(db, id, query.expectHead))) {
    verification.problems.push(headNotFound(head, await listBlocks(db, id, 1, 1)))
  }
  const { entries, problems } = verification
  return {
    status: 200,
    body: {
      isIntact: problems.length === 0,
      entries,
      problems: problems.slice(0, MOST_PROBLEMS),
      head: head ? { block: head.number, hash: head.hash, at: head.at } : null,
      unsealed: await countUnsealed(db, id),
      nextCursor: next ? toCursor(next) : null,
    },
  }
}

type Problem = ActivityVerification['problems'][number]

/** Where a verification has come to. */
type Place =
  | { readonly phase: 'blocks'; readonly number: number; readonly previous: string }
  | { readonly phase: 'entries'; readonly after: string }

class Verification {
  readonly problems: Problem[] = []
  /** How many entries of the chain were looked at. */
  entries = 0
  readonly #db: Db
  readonly #organizationId: string

  constructor(db: Db, organizationId: string) {
    this.#db = db
    this.#organizationId = organizationId
  }

  /** Looks at a part and returns where the next begins; undefined when everything was looked at. */
  async goOn(place: Place): Promise<Place | undefined> {
    if (place.phase === 'entries') return this.#lookUpEntries(place.after)
    return (await this.#followBlocks(place.number, place.previous)) ?? this.#lookUpEntries(LEAST_ID)
  }

  async #followBlocks(number: number, previous: string): Promise<Place | undefined> {
    for (let followed = 0; followed < MOST.blocks && this.entries < MOST.entries && this.#hasRoom();) {
      const blocks = await listBlocks(this.#db, this.#organizationId, number, AT_ONCE.blocks)
      for (const block of blocks) {
        await this.#checkLink(block, number, previous)
        await this.#checkEntries(block)
        number = block.number + 1
        previous = block.hash
        followed += 1
        if (this.entries >= MOST.entries || !this.#hasRoom()) break
      }
      if (blocks.length === 0) return undefined
    }
    return { phase: 'blocks', number, previous }
  }

  async #checkLink(block: Block, expected: number, previous: string): Promise<void> {
    if (block.number > expected) {
      // Blocks may go, but not before this was said in the chain.
      const first = Math.max(expected, (await lastBlock(this.#db, this.#organizationId))?.firstBlock ?? 1)
      if (first < block.number) this.#broken(first, missingBlocks(first, block.number - 1))
    }
    if (block.hash !== hashBlock(block) || !entriesOf(block)) {
      this.#broken(block.number, `Block ${block.number} was altered: it does not have the hash that was stored with it`)
    } else if (block.number === expected && block.previous !== previous) {
      this.#broken(block.number, `Block ${block.number} does not follow from the one before it, which was made anew`)
    }
  }

  /** Whether the entries are as they were when the block was made. */
  async #checkEntries(block: Block): Promise<void> {
    const sealed = entriesOf(block) ?? []
    this.entries += sealed.length
    for (let from = 0; from < sealed.length; from += AT_ONCE.entries) {
      const part = sealed.slice(from, from + AT_ONCE.entries)
      const ids = part.map(([id]) => id)
      const digests = await findDigests(this.#db, this.#organizationId, ids)
      const missing = ids.filter((id) => !digests.has(id))
      const keptFrom = missing.length === 0 ? LEAST_ID : await this.#keptFrom()
      for (const [id, digest] of part) {
        const found = digests.get(id)
        if (found === undefined) {
          if (id >= keptFrom) this.#wrong('missing', id, block.number, 'was removed before its time')
        } else if (found !== digest) {
          this.#wrong('altered', id, block.number, 'is not as it was when it was sealed')
        }
      }
      // Requests go first.
      await new Promise(setImmediate)
    }
  }

  /** Whether every entry is in a block, or was stored a moment ago. */
  async #lookUpEntries(after: string): Promise<Place | undefined> {
    for (let seen = 0; seen < MOST.entries && this.#hasRoom();) {
      const keptFrom = await this.#keptFrom()
      const start = after > keptFrom ? after : keptFrom
      const ids = await listActivityIds(this.#db, this.#organizationId, start, MOST.entries / 2)
      const [first, last] = [ids[0], ids.at(-1)]
      if (first === undefined || last === undefined) return undefined
      const unsealed = await findUnsealed(this.#db, this.#organizationId, ids)
      const unknown = new Set(ids.filter((id) => !unsealed.has(id)))
      for await (const block of blocksAround(this.#db, this.#organizationId, first, last)) {
        for (const [id] of entriesOf(block) ?? []) unknown.delete(id)
      }
      const stillKeptFrom = unknown.size === 0 ? LEAST_ID : await this.#keptFrom()
      for (const id of unknown) {
        if (id < stillKeptFrom) continue
        this.#wrong('added', id, null, 'is in no block of the chain: it was added later, or its block was removed')
      }
      seen += ids.length
      after = last
      await new Promise(setImmediate)
    }
    return { phase: 'entries', after }
  }

  /** Entries before this one are nobody's concern. It only grows, so it is read after them. */
  async #keptFrom(): Promise<string> {
    const head = await lastBlock(this.#db, this.#organizationId)
    return head?.keptFrom ?? firstSealedId(this.#db, this.#organizationId)
  }

  /** An answer ends early when there is much to say. */
  #hasRoom(): boolean {
    return this.problems.length < MOST_PROBLEMS
  }

  #broken(block: number, detail: string): void {
    this.problems.push({ kind: 'chainBroken', block, entryId: null, detail })
  }

  #wrong(kind: Problem['kind'], entryId: string, block: number | null, what: string): void {
    this.problems.push({ kind, block, entryId, detail: `The entry of ${timeOfId(entryId)} ${what}` })
  }
}

function missingBlocks(first: number, last: number): string {
  const [blocks, they] =
    first === last ? [`Block ${first} is`, 'it was'] : [`Blocks ${first} to ${last} are`, 'they were']
  return `${blocks} missing: ${they} removed from the chain`
}

function headNotFound(head: Block | undefined, [oldest]: readonly Block[]): Problem {
  const because = 'its end was cut off, or it was made anew'
  const unless =
    oldest && oldest.number > 1 ? `; unless the hash is older than the oldest block that is kept, of ${oldest.at}` : ''
  const detail = `The expected hash is not in the chain: ${because}${unless}`
  return { kind: 'chainBroken', block: head?.number ?? null, entryId: null, detail }
}

function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify(Object.values(place))).toString('base64url')
}

function parseCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return { phase: 'blocks', number: 1, previous: '' }
  const place = toPlace(Buffer.from(cursor, 'base64url').toString())
  if (place) return place
  throw new DomainError('invalidValue', 'The cursor is not valid; pass the nextCursor of the page before unchanged')
}

function toPlace(text: string): Place | undefined {
  const [, number, previous] = /^\["blocks",([1-9]\d{0,14}),"([\da-f]{64}|)"\]$/.exec(text) ?? []
  if (number !== undefined && previous !== undefined) return { phase: 'blocks', number: Number(number), previous }
  const [, after] = /^\["entries","([^"]+)"\]$/.exec(text) ?? []
  return after !== undefined && isId(after) ? { phase: 'entries', after } : undefined
}
