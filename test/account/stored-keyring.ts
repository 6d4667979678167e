import type { AccountKeyring } from '#generated/sdk/types.gen.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { ConsoleServer } from '../support/console-server.ts'

/** What the server has of a user's keys, as it lies in the database. */
export async function storedKeyring(
  { databaseUrl }: ConsoleServer,
  { userId }: { readonly userId: string },
): Promise<AccountKeyring> {
  const database = openDatabase(databaseUrl)
  try {
    const row = await database.kysely
      .selectFrom('accounts')
      .select('keyring')
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
    return (typeof row.keyring === 'string' ? JSON.parse(row.keyring) : row.keyring) as AccountKeyring
  } finally {
    await database.close()
  }
}
