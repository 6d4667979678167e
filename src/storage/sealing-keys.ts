import { sealingKey, secretSealer, type SecretSealer } from '../domain/sealed-secrets.ts'
import type { Database } from './database.ts'
import { findStoredKey, insertFirstStoredKey } from './stored-keys.ts'

/**
 * What the secrets of a database are sealed with: the configured key, or where there is none a random one that the
 * database keeps. What that one has sealed can still be opened when a key is configured later. Read once, when it is
 * first asked for, which must not be within a transaction: making a key takes one.
 */
export function sealerFor(database: Database, configured: string | undefined): () => Promise<SecretSealer> {
  let known: Promise<SecretSealer> | undefined
  return () => {
    known ??= makeSealer(database, configured).catch((error: unknown) => {
      // A database that was away for a moment is asked again.
      known = undefined
      throw error
    })
    return known
  }
}

async function makeSealer(database: Database, configured: string | undefined): Promise<SecretSealer> {
  const stored = await findStoredKey(database, 'sealing_keys')
  if (configured !== undefined) {
    return secretSealer(sealingKey(configured), ...(stored === undefined ? [] : [sealingKey(stored)]))
  }
  return secretSealer(
    sealingKey(stored ?? (await database.transaction((trx) => insertFirstStoredKey(trx, 'sealing_keys')))),
  )
}
