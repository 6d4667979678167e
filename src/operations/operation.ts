import type { operations, OperationId, Operations, Role } from '#generated/operations.ts'
import type { Change } from '../domain/changes/change.ts'
import type { CursorKey } from '../domain/cursors.ts'
import type { ClientProfile, ClientSwitches } from '../domain/scim/client-profiles.ts'
import type { Registry } from '../domain/scim/registry.ts'
import type { SecretSealer } from '../domain/sealed-secrets.ts'
import type { AllowedHost } from '../domain/outside/allowed-hosts.ts'
import type { Database, Db, Trx } from '../storage/database.ts'
import type { ActivityActor } from '../domain/activity/entry.ts'
import type { ChangeLog } from './change-log.ts'
import type { OpenIdProviders } from './openid-providers.ts'
import type { PreparedFor } from './preparations.ts'
import type { About } from './record-activity.ts'
import type { ScimTokenScope } from '../storage/scim-tokens.ts'

/** Who makes a request. */
export type Principal = { readonly kind: 'anonymous' } | AdminPrincipal | ScimPrincipal | AccountPrincipal

/** The holder of a SCIM token. */
export interface ScimPrincipal {
  readonly kind: 'scimToken'
  readonly tokenId: string
  /** What the token is called. */
  readonly description: string
  readonly organizationId: string
  readonly scopes: readonly ScimTokenScope[]
  readonly clientProfile: ClientProfile
  /** Whether the organization has deleted users come back; may be a second old. */
  readonly restoresDeletedUsers: boolean
}

/** A user who is signed in to the own account. */
export interface AccountPrincipal {
  readonly kind: 'account'
  readonly organizationId: string
  readonly organizationName: string
  readonly userId: string
  readonly userName: string
  readonly displayName: string
  /** The hash of what the cookie, or the header, has. */
  readonly sessionId: string
  readonly signedInAt: string
  /** When the session ends however much it is used. */
  readonly expiresAt: string
}

/** Whom a key of the admin API makes of the one who presents it. */
export interface KeyHolder {
  readonly role: Role
  /** The greatest role of the product that it may grant; null for every role. */
  readonly grantsUpTo: string | null
  /** The only organization that it opens; null opens all. */
  readonly organizationId: string | null
  /** The id of the admin key; null for an operator key. */
  readonly keyId: string | null
  readonly keyHash: string
  readonly description: string
  /** When the key stops working; null means never. */
  readonly expiresAt: string | null
}

/** Who administers: the operator, or the holder of an admin key. */
export interface AdminPrincipal extends KeyHolder {
  readonly kind: 'admin'
  /** The session of a browser; null for a key that comes with the request itself. */
  readonly session: BrowserSession | null
  /** Makes 64 bytes that only who has the credential of this request can make. */
  readonly deriveSecret: (purpose: string) => Buffer
}

export interface BrowserSession {
  /** The hash of what the cookie has. */
  readonly id: string
  readonly signedInAt: string
  /** When it ends however much it is used. */
  readonly expiresAt: string
}

/** What the operations of a process share. */
export interface Runtime {
  readonly database: Database
  readonly registry: Registry
  /** The URL that the outside knows this server by, without a slash at the end. */
  readonly publicUrl: string
  /** The hash of the operator key that is configured; without one those count that are stored. */
  readonly operatorKeyHash: string | undefined
  /** Whether new organizations may use SCIM. */
  readonly isEntitledByDefault: boolean
  /** What keeps secrets in the database from who reads it. */
  readonly sealer: () => Promise<SecretSealer>
  readonly now: () => Date
  /** Whether the process is on its way out and takes no new requests. */
  readonly isDraining: () => boolean
  /** Hears, after the commit, that there is a Bulk request to be done in the background. */
  readonly onBulkAccepted: () => void
  /** Hears, after the commit, that there are new events of an organization. */
  readonly onEvents: (organizationId: string) => void
  /** Hears, after the commit, that there may be something to be sent to webhooks of an organization. */
  readonly onDeliveries: (organizationId: string) => void
  /** Receivers of webhooks that are not on the public Internet and may be sent to all the same. */
  readonly allowedHosts: readonly AllowedHost[]
  /** The OpenID providers that users sign in with. */
  readonly providers: OpenIdProviders
  /** Pages of products in which users may finish and open their accounts, as origins. */
  readonly accountAllowedOrigins: readonly string[]
  /**
   * False only where a benchmark asks what events and activity cost: then a change leaves neither. It comes as an argument
   * of `startServer` and from no setting, since nobody may switch off what the product and its auditors count on.
   */
  readonly recordsChanges?: boolean
  /** Resolves when an organization may have an event after this one, or when the milliseconds are over. */
  readonly waitForEvents: (organizationId: string, after: number, milliseconds: number) => Promise<void>
}

/** What one operation of the contract is given besides its input. */
export type Context<K extends OperationId> = Omit<
  Runtime,
  'database' | 'now' | 'onEvents' | 'onDeliveries' | 'recordsChanges'
> & {
  /** When the request is handled, as ISO 8601 in UTC. */
  readonly now: string
  /** A reading operation gets something to read from, a writing one its transaction. */
  readonly db: (typeof operations)[K]['reads'] extends true ? Db : Trx
  /** Who makes the request. */
  readonly principal: Principal
  /** What cursors are sealed with. */
  readonly cursorKey: () => Promise<CursorKey>
  /** What was found out before the transaction; see `preparations.ts`. */
  readonly prepared: PreparedFor<K>
} & ((typeof operations)[K]['reads'] extends true
    ? unknown
    : {
        /** Takes what is changed, for the events and for the activity. */
        readonly changes: ChangeLog
      }) &
  ((typeof operations)[K]['security'] extends { scheme: 'scimToken'; optional: false }
    ? {
        readonly organizationId: string
        /** What the profile of the client's token says of how it is answered. */
        readonly client: ClientSwitches
        readonly restoresDeletedUsers: boolean
      }
    : unknown) &
  ((typeof operations)[K]['security'] extends { scheme: 'accountSession' }
    ? {
        /** Who is signed in to the own account. */
        readonly user: AccountPrincipal
      }
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
  /** The `Cookie` header, for what browsers follow as a link: no other operation looks at it. */
  readonly cookies?: string | undefined
}

/** Whether the client may prefer an answer without a body; a 201 has none then (RFC 7240 §4.2). */
type TakesPreference<K extends OperationId> = Data<K> extends { headers?: { Prefer?: string } } ? true : false

/** Whether an answer has no body in the contract. */
type IsEmpty<R> = unknown extends R ? true : R extends void ? true : false

/** What the activity of an organization says of somebody who was not let in. */
export interface Refusal {
  readonly organizationId: string
  readonly actor: ActivityActor
  readonly code: string
  readonly detail: string
}

/** One of the successful answers that the contract gives the operation. Failures are thrown. */
export type Reply<K extends OperationId> = {
  [S in keyof Operations[K]['responses']]: {
    readonly status: S
    readonly headers?: Readonly<Record<string, string>>
    /** `Set-Cookie`, where there may be several. */
    readonly cookies?: readonly string[]
    /** Who was not let in, where the answer is not an error but a page that says why. No part of the answer. */
    readonly refusal?: Refusal
    /** Who has made the request, where that turned out only now: somebody who signed in. No part of the answer. */
    readonly principal?: AccountPrincipal
    /** The resource, for the activity; no part of the answer. */
    readonly about?: About
    /** What was changed, for the activity; no part of the answer. */
    readonly changes?: readonly Change[]
  } & (IsEmpty<Operations[K]['responses'][S]> extends true
    ? { readonly body?: undefined }
    : [S, TakesPreference<K>] extends [201, true]
      ? { readonly body?: Operations[K]['responses'][S] | undefined }
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
