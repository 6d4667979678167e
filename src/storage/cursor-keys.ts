import { cursorKey, type CursorKey } from '../domain/cursors.ts'
import type { Database } from './database.ts'
import { findStoredKey, insertFirstStoredKey } from './stored-keys.ts'

const KEYS = new WeakMap<Database, Promise<CursorKey>>()

/**
 * The key that cursors are sealed with: read once by each process, and made by the first that finds none. A key rather
 * than a setting, so that every process of a database has the same without anybody's doing.
 */
export function cursorKeyOf(database: Database): Promise<CursorKey> {
  const known = KEYS.get(database)
  if (known) return known
  const found = findOrMake(database)
  KEYS.set(database, found)
  // A database that was away for a moment is asked again.
  found.catch(() => KEYS.delete(database))
  return found
}

async function findOrMake(database: Database): Promise<CursorKey> {
  const secret =
    (await findStoredKey(database, 'cursor_keys')) ??
    (await database.transaction((trx) => insertFirstStoredKey(trx, 'cursor_keys')))
  return cursorKey(Buffer.from(secret, 'base64url'))
}
