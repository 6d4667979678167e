import { hash } from 'node:crypto'
import { isId } from '../ids.ts'

/*
 * The chain by which tampering with activity shows. Every entry has a digest; a block lists the digests of some entries
 * and has the hash of the block before it, so that whoever changes anything has to make all blocks after it anew.
 */

/** An entry's id and digest, as a block lists them. */
export type SealedEntry = readonly [id: string, digest: string]

export interface Block {
  /** 1, 2, 3, … in each organization. */
  readonly number: number
  /** When it was made, as ISO 8601 in UTC. */
  readonly at: string
  /** Nobody vouches for entries with ids below this: they may be gone, as retention wants it, or be older than the chain. */
  readonly keptFrom: string
  /** Blocks before this one may be gone, because all of their entries are. */
  readonly firstBlock: number
  /** JSON text of `SealedEntry[]`: what is hashed is the text. */
  readonly entries: string
  /** The hash of the block before; empty in the first. */
  readonly previous: string
  readonly hash: string
}

/** Less than every id. */
export const LEAST_ID = '00000000-0000-0000-0000-000000000000'

/** SHA-256, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

export function hashBlock({ number, at, keptFrom, firstBlock, previous, entries }: Omit<Block, 'hash'>): string {
  return sha256([number, at, keptFrom, firstBlock, previous, entries].join('\n'))
}

/** What a new block says that does not follow from the one before it. */
export interface NewBlock {
  readonly at: string
  readonly keptFrom: string
  readonly firstBlock: number
  readonly entries: readonly SealedEntry[]
}

/** The block that follows another, or the first. */
export function nextBlock(last: Block | undefined, { entries, ...stated }: NewBlock): Block {
  const block = {
    ...stated,
    number: (last?.number ?? 0) + 1,
    entries: JSON.stringify(entries),
    previous: last?.hash ?? '',
  }
  return { ...block, hash: hashBlock(block) }
}

/** The entries that a block lists; undefined if somebody has written something else there. */
export function entriesOf({ entries }: Block): SealedEntry[] | undefined {
  let list: unknown
  try {
    list = JSON.parse(entries)
  } catch {
    return undefined
  }
  return Array.isArray(list) && list.every(isSealedEntry) ? list : undefined
}

function isSealedEntry(value: unknown): value is SealedEntry {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [id, digest] = value as unknown[]
  return typeof id === 'string' && isId(id) && typeof digest === 'string'
}
