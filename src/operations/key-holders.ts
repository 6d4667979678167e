import { timingSafeEqual } from 'node:crypto'
import { hashSecret, isSecret } from '../domain/secrets.ts'
import { findAdminCredential } from '../storage/admin-keys.ts'
import type { Db } from '../storage/database.ts'
import { isOperatorKey } from '../storage/operator-keys.ts'
import type { KeyHolder } from './operation.ts'

export interface KeyLookUp {
  /** The operator key that is configured; without one those count that are stored. */
  readonly operatorKeyHash: string | undefined
  readonly now: string
}

/** Whom a key makes of the one who presents it, or why it opens nothing. */
export type FoundKeyHolder = { readonly holder: KeyHolder } | { readonly refusal: string }

const UNKNOWN = { refusal: 'The key is not known' }

/** Whose key this is. */
export async function findKeyHolder(db: Db, key: string, lookUp: KeyLookUp): Promise<FoundKeyHolder> {
  const keyHash = hashSecret(key)
  // A text without our checksum cannot be a key that is stored, so it costs no look into the database.
  if (!isSecret('adm', key) && !isSecret('op', key) && !isConfigured(keyHash, lookUp)) return UNKNOWN
  return findKeyHolderByHash(db, keyHash, lookUp)
}

/** Whose key has this hash. */
export async function findKeyHolderByHash(db: Db, keyHash: string, lookUp: KeyLookUp): Promise<FoundKeyHolder> {
  const isOperator =
    lookUp.operatorKeyHash === undefined ? await isOperatorKey(db, keyHash) : isConfigured(keyHash, lookUp)
  if (isOperator) {
    return {
      holder: {
        keyHash,
        keyId: null,
        role: 'operator',
        grantsUpTo: null,
        organizationId: null,
        description: 'Operator key',
        expiresAt: null,
      },
    }
  }
  const found = await findAdminCredential(db, keyHash)
  if (!found) return UNKNOWN
  const { isRevoked, ...credential } = found
  if (isRevoked) return { refusal: 'The admin key was revoked; use another one' }
  if (credential.expiresAt !== null && credential.expiresAt <= lookUp.now) {
    return { refusal: 'The admin key has expired; use another one' }
  }
  return { holder: { keyHash, ...credential } }
}

function isConfigured(keyHash: string, { operatorKeyHash }: KeyLookUp): boolean {
  return operatorKeyHash !== undefined && timingSafeEqual(Buffer.from(keyHash), Buffer.from(operatorKeyHash))
}
