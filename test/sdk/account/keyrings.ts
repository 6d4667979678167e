import { createHash } from 'node:crypto'
import {
  createAccountKeys,
  verifyPublicKeys,
  type AccountKeyring,
  type CreatedKeys,
  type Derive,
  type Owner,
  type VerifiedPublicKeys,
} from '../../../src/sdk/account/index.ts'

export const ADA: Owner = {
  organizationId: '0f0e1c4a-6d0b-4b57-9d8e-3f1f6f6f0a01',
  userId: '7c1f9b52-2f6d-4a4e-8a35-1d2b9c7e5f02',
}
export const BEA: Owner = { ...ADA, userId: '3b8d2a71-9e4c-4f60-b1a7-6c5d4e3f2a03' }

export const PASSWORD = 'correct horse battery staple'

/** The cheapest cost that is not refused. */
export const CHEAP = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const

/** In the place of Argon2id, which has its own tests: as different for each input, and a thousand times as fast. */
export const quickDerive: Derive = async ({ password, salt, memoryKiB, iterations, parallelism }, onProgress) => {
  onProgress?.(0)
  const cost = `${memoryKiB} ${iterations} ${parallelism}`
  const derived = createHash('sha256').update(cost).update(salt).update(password).digest()
  onProgress?.(1)
  return derived
}

export function createKeys(owner: Owner, password = PASSWORD): Promise<CreatedKeys> {
  return createAccountKeys({ ...owner, password, cost: CHEAP, derive: quickDerive })
}

/** The newest public keys of a keyring, as the API gives them. */
export function publicKeysOf({ keys: [newest] }: AccountKeyring, { userId }: Owner, keyId: string) {
  if (!newest) throw new Error('The keyring has no keys')
  return { userId, keyId, statement: newest.statement, endorsement: newest.endorsement }
}

export function verifiedKeysOf({ keyring, account }: CreatedKeys): Promise<VerifiedPublicKeys> {
  return verifyPublicKeys(publicKeysOf(keyring, account, account.keyId), account)
}

/** What somebody has thrown, by its code. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing',
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  )
}
