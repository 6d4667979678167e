import type { Selectable } from 'kysely'
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

const COLUMNS = ['user_id', 'key_id', 'ready_at', 'keys_changed_at', 'last_signed_in_at', 'version'] as const

type AccountRow = Pick<Selectable<AccountsTable>, (typeof COLUMNS)[number]>

/** What is stored of the account of a user; undefined before the first sign-in. */
export async function findAccount(db: Db, organizationId: string, userId: string): Promise<StoredAccount | undefined> {
  const row = await db.kysely
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && toAccount(row)
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
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return toAccount(row)
}

function toAccount(row: AccountRow): StoredAccount {
  return {
    userId: row.user_id,
    keyId: row.key_id,
    readyAt: row.ready_at,
    keysChangedAt: row.keys_changed_at,
    lastSignedInAt: row.last_signed_in_at,
    version: row.version,
  }
}
