import type { operations, OperationId, Operations } from '#generated/operations.ts'
import type { Registry } from '../domain/scim/registry.ts'
import type { Database, Db, Trx } from '../storage/database.ts'
import type { ClientProfile, ScimTokenScope } from '../storage/scim-tokens.ts'

/** Who makes a request. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'scimToken'
      readonly tokenId: string
      readonly organizationId: string
      readonly scopes: readonly ScimTokenScope[]
      readonly clientProfile: ClientProfile
    }

/** What the operations of a process share. */
export interface Runtime {
  readonly database: Database
  readonly registry: Registry
  /** The URL that the outside knows this server by, without a slash at the end. */
  readonly publicUrl: string
  /** Whether new organizations may use SCIM. */
  readonly isEntitledByDefault: boolean
  readonly now: () => Date
  /** Whether the process is on its way out and takes no new requests. */
  readonly isDraining: () => boolean
}

/** What one operation of the contract is given besides its input. */
export type Context<K extends OperationId> = Omit<Runtime, 'database' | 'now'> & {
  /** When the request is handled, as ISO 8601 in UTC. */
  readonly now: string
  /** A reading operation gets something to read from, a writing one its transaction. */
  readonly db: (typeof operations)[K]['method'] extends 'get' ? Db : Trx
} & ((typeof operations)[K]['security'] extends { scheme: 'scimToken'; optional: false }
    ? { readonly organizationId: string }
    : unknown)

type Data<K extends OperationId> = Operations[K]['data']
type Part<K extends OperationId, P extends 'path' | 'query' | 'headers' | 'body'> = P extends keyof Data<K>
  ? NonNullable<Data<K>[P]>
  : unknown

/** The validated request of an operation. */
export interface Input<K extends OperationId> {
  readonly path: Part<K, 'path'>
  readonly query: Part<K, 'query'>
  readonly headers: Part<K, 'headers'>
  readonly body: Part<K, 'body'>
}

/** One of the successful answers that the contract gives the operation. Failures are thrown. */
export type Reply<K extends OperationId> = {
  [S in keyof Operations[K]['responses']]: {
    readonly status: S
    readonly headers?: Readonly<Record<string, string>>
  } & (Operations[K]['responses'][S] extends void
    ? { readonly body?: undefined }
    : { readonly body: Operations[K]['responses'][S] })
}[keyof Operations[K]['responses']]

/** The function behind an operation of the contract. */
export type Operation<K extends OperationId> = (context: Context<K>, input: Input<K>) => Promise<Reply<K>>

/** Bulk is no operation of its own but a way to send others, which `http/bulk.ts` takes apart. */
export type PerformedId = Exclude<OperationId, 'bulk'>

/** A function for every operation of the contract. */
export type Handlers = { readonly [K in PerformedId]: Operation<K> }

/** Keeps what is not an operation out of a table of handlers, which `satisfies` alone would let through a spread. */
export type Exactly<T> = T & { readonly [K in Exclude<keyof T, PerformedId>]: never }
