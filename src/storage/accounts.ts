import type { Selectable } from 'kysely'
import type { AccountKeyring } from '#generated/sdk/types.gen.ts'
import type { Db, Trx } from './database.ts'
import type { AccountsTable } from './tables.ts'

/** What is stored of the account of a user, but for the keyring. */
export interface StoredAccount {
  readonly userId: string
  /** The newest key set; null before there is one. */
  readonly keyId: string | null
  readonly readyAt: string | null
  readonly keysChangedAt: string | null
  readonly lastSignedInAt: string | null
  /** How often it has changed. */
  readonly version: number
}

/** The columns of a stored account. */
export const ACCOUNT_COLUMNS = [
  'accounts.user_id',
  'accounts.key_id',
  'accounts.ready_at',
  'accounts.keys_changed_at',
  'accounts.last_signed_in_at',
  'accounts.version',
] as const

export type AccountRow = Pick<
  Selectable<AccountsTable>,
  'user_id' | 'key_id' | 'ready_at' | 'keys_changed_at' | 'last_signed_in_at' | 'version'
>

/** What is stored of the account of a user; undefined before the first sign-in. */
export async function findAccount(db: Db, organizationId: string, userId: string): Promise<StoredAccount | undefined> {
  const row = await ofUser(db, organizationId, userId).select(ACCOUNT_COLUMNS).executeTakeFirst()
  return row && toStoredAccount(row)
}

/** The keyring of a user; undefined before there is one. */
export async function findKeyring(db: Db, organizationId: string, userId: string): Promise<AccountKeyring | undefined> {
  const row = await ofUser(db, organizationId, userId).select('keyring').executeTakeFirst()
  return toKeyring(row?.keyring)
}

/** An account that nobody else can change before the transaction ends, with its keyring; undefined before the first sign-in. */
export async function lockAccount(
  trx: Trx,
  organizationId: string,
  userId: string,
): Promise<(StoredAccount & { readonly keyring: AccountKeyring | undefined }) | undefined> {
  const row = await ofUser(trx, organizationId, userId)
    .select([...ACCOUNT_COLUMNS, 'keyring'])
    .$if(trx.dialect.name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
  return row && { ...toStoredAccount(row), keyring: toKeyring(row.keyring) }
}

/** Records that a user has signed in, and returns the account. */
export async function recordSignIn(
  trx: Trx,
  organizationId: string,
  userId: string,
  at: string,
): Promise<StoredAccount> {
  const row = await trx.kysely
    .insertInto('accounts')
    .values({ organization_id: organizationId, user_id: userId, last_signed_in_at: at })
    .onConflict((it) => it.columns(['organization_id', 'user_id']).doUpdateSet({ last_signed_in_at: at }))
    .returning(ACCOUNT_COLUMNS)
    .executeTakeFirstOrThrow()
  return toStoredAccount(row)
}

/** The keys of an account, and their newest set as others are given it. */
export interface StoredKeys {
  readonly keyring: AccountKeyring
  readonly keyId: string
}

/** Stores the keys of an account that was locked, or takes them away, and with them whom the OpenID provider has named. */
export async function updateAccountKeys(
  trx: Trx,
  organizationId: string,
  before: StoredAccount,
  { keys, at }: { keys: StoredKeys | undefined; at: string },
): Promise<StoredAccount> {
  const [newest] = keys?.keyring.keys ?? []
  const row = await trx.kysely
    .updateTable('accounts')
    .set((it) => ({
      keyring: keys ? JSON.stringify(keys.keyring) : null,
      key_id: keys?.keyId ?? null,
      statement: newest?.statement ?? null,
      endorsement: newest?.endorsement ?? null,
      ready_at: keys ? (before.readyAt ?? at) : null,
      keys_changed_at: at,
      ...(!keys && { sign_in_issuer: null, sign_in_subject: null }),
      version: it('version', '+', 1),
    }))
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', before.userId)
    .returning(ACCOUNT_COLUMNS)
    .executeTakeFirstOrThrow()
  return toStoredAccount(row)
}

export function toStoredAccount(row: AccountRow): StoredAccount {
  return {
    userId: row.user_id,
    keyId: row.key_id,
    readyAt: row.ready_at,
    keysChangedAt: row.keys_changed_at,
    lastSignedInAt: row.last_signed_in_at,
    version: row.version,
  }
}

function ofUser({ kysely }: Db, organizationId: string, userId: string) {
  return kysely.selectFrom('accounts').where('organization_id', '=', organizationId).where('user_id', '=', userId)
}

function toKeyring(text: string | null | undefined): AccountKeyring | undefined {
  return text ? (JSON.parse(text) as AccountKeyring) : undefined
}
