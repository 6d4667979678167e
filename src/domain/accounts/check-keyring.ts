import { z } from 'zod'
import type { AccountKeyring, KeyDerivation } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'
import { decodeExactly, readPart, type Owner } from './compact.ts'
import { checkKeySets, type KeySet } from './key-sets.ts'

/** Per number of passes, the least memory: 46 MiB with one, 19 MiB with two or more. */
const LEAST_MEMORY_KIB = { once: 47_104, more: 19_456 }
const SALT_BYTES = { least: 16, most: 64 }
const ACCOUNT_KEY_BYTES = 32

/**
 * What the contract cannot say of a keyring: that nobody can guess the password cheaply, and that every part of it says to be
 * this user's, and in its place. What is sealed nobody here can check. Returns its key sets, newest first; throws invalidValue.
 */
export async function checkKeyring(
  keyring: AccountKeyring,
  owner: Owner,
  /** The sealed account key that a change of password leaves as it is. */
  { kept }: { kept?: string | undefined } = {},
): Promise<KeySet[]> {
  const { revision, derivation, passwordWrapped, recoveryWrapped, keys } = keyring
  checkDerivation(derivation)
  const sets = await checkKeySets(keys, owner)
  const newest = { kid: sets[0]?.keyId ?? '', rev: revision }
  checkSealed('passwordWrapped', passwordWrapped, owner, { purpose: 'password', ...newest })
  if (recoveryWrapped !== kept) {
    checkSealed('recoveryWrapped', recoveryWrapped, owner, { purpose: 'recovery', ...newest })
  }
  for (const [index, { keyId: kid }] of sets.entries()) {
    const { wrappedEncryptionKey, wrappedSigningKey } = keys[index] as AccountKeyring['keys'][number]
    const name = `keys[${index}]`
    checkSealed(`${name}.wrappedEncryptionKey`, wrappedEncryptionKey, owner, { purpose: 'encryption-key', kid })
    checkSealed(`${name}.wrappedSigningKey`, wrappedSigningKey, owner, { purpose: 'signing-key', kid })
  }
  return sets
}

/** Throws invalidValue for a first keyring that is not one. */
export async function checkFirstKeyring(keyring: AccountKeyring, owner: Owner): Promise<KeySet> {
  if (keyring.revision !== 1) throw new DomainError('invalidValue', "The first keyring has the 'revision' 1")
  if (keyring.keys.length !== 1) throw new DomainError('invalidValue', "The first keyring has one key set in 'keys'")
  const [first] = await checkKeyring(keyring, owner)
  return first as KeySet
}

function checkDerivation({ salt, memoryKiB, iterations, parallelism }: KeyDerivation): void {
  const least = iterations === 1 ? LEAST_MEMORY_KIB.once : LEAST_MEMORY_KIB.more
  if (memoryKiB < least || memoryKiB < 8 * parallelism) {
    throw new DomainError(
      'invalidValue',
      `'derivation.memoryKiB' must be ${least} or more with ${iterations} of 'iterations', and 8 for each of 'parallelism'`,
    )
  }
  const { length } = decodeExactly('derivation.salt', salt)
  if (length < SALT_BYTES.least || length > SALT_BYTES.most) {
    throw new DomainError('invalidValue', `'derivation.salt' must be ${SALT_BYTES.least} to ${SALT_BYTES.most} bytes`)
  }
}

type Sealing = {
  /** The key set that it belongs to; of the account key the newest one, so that none can be left out. */
  readonly kid: string
} & (
  | { readonly purpose: 'password' | 'recovery'; readonly rev: number }
  | { readonly purpose: 'encryption-key' | 'signing-key' }
)

/** Throws invalidValue unless a JWE says to be just this (RFC 7516 §7.1), and has the length of it. */
function checkSealed(name: string, jwe: string, owner: Owner, sealing: Sealing): void {
  const [header, , ...parts] = jwe.split('.')
  const { organizationId: org, userId: user } = owner
  const wanted = { alg: 'dir', enc: 'A256GCM', typ: 'rollcall-account+jwe', format: 1, org, user, ...sealing }
  const literals = Object.entries(wanted).map(([member, value]) => [member, z.literal(value)])
  readPart(name, header, z.strictObject(Object.fromEntries(literals) as z.ZodRawShape))
  const [, ciphertext] = parts.map((part) => decodeExactly(name, part))
  // A longer text could be made to open by several passwords, each of which is a guess then.
  if ('rev' in sealing && ciphertext?.length !== ACCOUNT_KEY_BYTES) {
    throw new DomainError('invalidValue', `'${name}' must have ${ACCOUNT_KEY_BYTES} bytes sealed in it`)
  }
}
