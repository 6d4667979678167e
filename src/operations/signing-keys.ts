import type { JWK } from 'jose'
import type { JsonWebKeySet } from '#generated/sdk/types.gen.ts'
import { newIdAt } from '../domain/ids.ts'
import type { SecretSealer } from '../domain/sealed-secrets.ts'
import { newSigningKey, tokenSigner, type PublicKey, type SignToken } from '../domain/security-events/signing-key.ts'
import type { Db, Trx } from '../storage/database.ts'
import {
  deleteOldSigningKeys,
  findSigningKey,
  insertSigningKey,
  listSigningKeys,
  lockSigningKeys,
  type SigningKey,
} from '../storage/signing-keys.ts'
import type { Operation } from './operation.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** How long a key signs, and how long it is published after that. */
const SIGNS_DAYS = 90
const VERIFIES_DAYS = 30

export const getJsonWebKeySet: Operation<'getJsonWebKeySet'> = async ({ db }) => ({
  status: 200,
  body: await keySet(db),
})

export const rotateSigningKey: Operation<'rotateSigningKey'> = async ({ db, sealer, now }) => {
  await lockSigningKeys(db)
  await makeKey(db, await sealer(), new Date(now))
  return { status: 200, body: await keySet(db) }
}

/** What signs tokens. The first that needs one makes the first key. */
export async function currentSigner(trx: Trx, sealer: SecretSealer, now: Date): Promise<SignToken> {
  const key = (await findSigningKey(trx)) ?? (await makeFirstKey(trx, sealer, now))
  const { kid } = JSON.parse(key.publicKey) as PublicKey
  return tokenSigner(kid, JSON.parse(sealer.open(key.sealedPrivateKey, placeOf(key.id))) as JWK)
}

/** Makes a new key when there is none or it is 90 days old, and forgets those that verify nothing any more. */
export async function keepUpSigningKeys(trx: Trx, sealer: SecretSealer, now: Date): Promise<void> {
  await lockSigningKeys(trx)
  const key = await findSigningKey(trx)
  if (!key || Date.parse(key.createdAt) <= now.getTime() - SIGNS_DAYS * DAY_MS) await makeKey(trx, sealer, now)
  await deleteOldSigningKeys(trx, new Date(now.getTime() - VERIFIES_DAYS * DAY_MS).toISOString())
}

async function makeFirstKey(trx: Trx, sealer: SecretSealer, now: Date): Promise<SigningKey> {
  await lockSigningKeys(trx)
  return (await findSigningKey(trx)) ?? makeKey(trx, sealer, now)
}

async function makeKey(trx: Trx, sealer: SecretSealer, now: Date): Promise<SigningKey> {
  const { publicKey, privateKey } = await newSigningKey()
  const id = newIdAt(now)
  return insertSigningKey(trx, {
    id,
    publicKey: JSON.stringify(publicKey),
    sealedPrivateKey: sealer.seal(JSON.stringify(privateKey), placeOf(id)),
    createdAt: now.toISOString(),
  })
}

async function keySet(db: Db): Promise<JsonWebKeySet> {
  const keys = await listSigningKeys(db)
  return { keys: keys.map((it) => JSON.parse(it.publicKey) as PublicKey) }
}

function placeOf(id: string): string {
  return `signing key ${id}`
}
