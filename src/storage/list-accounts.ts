import { sql, type RawBuilder } from 'kysely'
import type { AccountState } from '#generated/sdk/types.gen.ts'
import type { AccountFacts } from '../domain/accounts/states.ts'
import { isId } from '../domain/ids.ts'
import type { JsonObject } from '../domain/scim/canonicalize.ts'
import { findAccount, toStoredAccount, type AccountRow, type StoredAccount } from './accounts.ts'
import type { Db } from './database.ts'
import type { Dialect } from './dialect.ts'

/** The account of a user as administrators see it, also of one who has none yet and of one who was deleted. */
export interface UserAccount extends AccountFacts {
  readonly userId: string
  /** Null when the user was deleted. */
  readonly userName: string | null
  readonly externalId: string | null
  /** Undefined before the first sign-in. */
  readonly account: StoredAccount | undefined
}

/** Undefined for a user who is not there and has left nothing. */
export async function findUserAccount(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<UserAccount | undefined> {
  if (!isId(userId)) return undefined
  const { from, own } = SOURCES.users
  const { rows } = await sql<ListedRow>`
    select ${COLUMNS} from ${from} where ${own(organizationId)} and r.id = ${userId}`.execute(db.kysely)
  const [row] = rows
  if (row) return toUserAccount(row)
  const account = await findAccount(db, organizationId, userId)
  return account && { ...GONE, userId, hasKeys: account.keyId !== null, account }
}

export interface AccountQuery {
  /** All but closed ones without it. */
  readonly state: AccountState | undefined
  /** Only those after this id of a user. */
  readonly after: string | undefined
  readonly limit: number
}

export interface AccountPage {
  readonly items: readonly UserAccount[]
  /** The id of a user after which the next page begins; null on the last one. */
  readonly next: string | null
}

/** How many users a page looks at: a state that few are in is found on many pages, each of which is quick. */
const STRETCH = 5_000

/**
 * One page in the order of the ids of the users. A page may have fewer than `limit` and not be the last: where few users are
 * in the state that is asked for, it ends after those that it has looked at.
 */
export async function listUserAccounts(
  { kysely, dialect }: Db,
  organizationId: string,
  { state, after, limit }: AccountQuery,
): Promise<AccountPage> {
  const { source, condition } = state === undefined ? ALL : STATES[state]
  const { from, table, id, own } = SOURCES[source]
  const rest = sql`${own(organizationId)} ${after === undefined ? sql`` : sql`and ${id} > ${after}`}`
  const looked = await sql<{ id: string }>`
    select ${id} as id from ${table} where ${rest} order by ${id} limit 1 offset ${sql.lit(STRETCH - 1)}`.execute(
    kysely,
  )
  const end = looked.rows[0]?.id
  const { rows } = await sql<ListedRow>`
    select ${COLUMNS} from ${from}
    where ${rest} ${end === undefined ? sql`` : sql`and ${id} <= ${end}`} and ${condition(dialect)}
    order by ${id} limit ${limit + 1}`.execute(kysely)
  const items = rows.slice(0, limit).map(toUserAccount)
  return { items, next: rows.length > limit ? (items.at(-1)?.userId ?? null) : (end ?? null) }
}

/** Where accounts in some states are looked for: among the users, the accounts, or those of the accounts that have keys. */
interface Source {
  /** What is walked in the order of `id`, by an index. */
  readonly table: RawBuilder<unknown>
  readonly id: RawBuilder<string>
  readonly own: (organizationId: string) => RawBuilder<boolean>
  /** The same with what belongs to it of the others. */
  readonly from: RawBuilder<unknown>
}

const OF_USER = sql`r.organization_id = a.organization_id and r.id = a.user_id and r.resource_type = 'User'`
const WITH_USERS = sql`accounts as a left join resources as r on ${OF_USER}`

const SOURCES: Readonly<Record<'users' | 'accounts' | 'keys', Source>> = {
  users: {
    table: sql`resources as r`,
    id: sql.ref<string>('r.id'),
    own: (organizationId) => sql`r.organization_id = ${organizationId} and r.resource_type = 'User'`,
    from: sql`resources as r left join accounts as a on a.organization_id = r.organization_id and a.user_id = r.id`,
  },
  accounts: {
    table: sql`accounts as a`,
    id: sql.ref<string>('a.user_id'),
    own: (organizationId) => sql`a.organization_id = ${organizationId}`,
    from: WITH_USERS,
  },
  keys: {
    table: sql`accounts as a`,
    id: sql.ref<string>('a.user_id'),
    own: (organizationId) => sql`a.organization_id = ${organizationId} and a.key_id is not null`,
    from: WITH_USERS,
  },
}

interface Search {
  readonly source: keyof typeof SOURCES
  readonly condition: (dialect: Dialect) => RawBuilder<boolean>
}

const ALL: Search = { source: 'users', condition: () => sql`true` }

/** As `accountState` has it. */
const STATES: Readonly<Record<AccountState, Search>> = {
  closed: { source: 'accounts', condition: () => sql`r.id is null` },
  suspended: { source: 'users', condition: (dialect) => sql`not ${isActive(dialect)}` },
  ready: { source: 'keys', condition: (dialect) => sql`r.id is not null and ${isActive(dialect)}` },
  initialized: { source: 'users', condition: (dialect) => sql`a.key_id is null and ${isActive(dialect)}` },
}

/** What is not said of a user means that the user is active. */
export function isActive(dialect: Dialect): RawBuilder<boolean> {
  return sql`(coalesce(${dialect.textAt(sql.ref('r.search'), ['active'])}, 'true') <> 'false')`
}

const COLUMNS = sql`r.id, r.document, a.user_id, a.key_id, a.ready_at, a.keys_changed_at, a.last_signed_in_at, a.version`

type ListedRow =
  | ({ readonly id: string | null; readonly document: string | null } & AccountRow)
  | ({ readonly id: string; readonly document: string } & { readonly [K in keyof AccountRow]: null })

const GONE = { isDeleted: true, isActive: false, userName: null, externalId: null }

function toUserAccount({ id, document, ...row }: ListedRow): UserAccount {
  const account = row.user_id === null ? undefined : toStoredAccount(row)
  const hasKeys = account?.keyId != null
  if (id === null || document === null) return { ...GONE, userId: String(row.user_id), hasKeys, account }
  const { userName, externalId, active } = JSON.parse(document) as JsonObject
  return {
    userId: id,
    userName: String(userName),
    externalId: typeof externalId === 'string' ? externalId : null,
    isDeleted: false,
    isActive: active !== false,
    hasKeys,
    account,
  }
}
