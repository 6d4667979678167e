import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { AccountKeyring, KeyringReplacement } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'
import { checkKeyring } from './check-keyring.ts'
import { readPart, type Owner } from './compact.ts'
import { checkKeySets, isSignedBy, type KeySet } from './key-sets.ts'

/**
 * Whether a keyring may take the place of the stored one: it is the next, has what its reason allows to change, and comes
 * from who can open the stored one. Returns its newest key set, and the nonce that the proof is over. Throws
 * versionMismatch, invalidValue or invalidProof.
 */
export async function checkReplacement(
  { keyring, reason, proof }: KeyringReplacement,
  stored: AccountKeyring,
  owner: Owner,
): Promise<{ current: KeySet; nonce: string }> {
  if (keyring.revision !== stored.revision + 1) {
    throw new DomainError(
      'versionMismatch',
      `The keyring has the revision ${stored.revision} now; read it again and do the same to that`,
    )
  }
  const kept = reason === 'passwordChanged' ? stored.recoveryWrapped : undefined
  const [current] = await checkKeyring(keyring, owner, { kept })
  const added = keyring.keys.length - stored.keys.length
  const older = keyring.keys.slice(reason === 'rotated' ? 1 : 0)
  if (added !== (reason === 'rotated' ? 1 : 0) || !older.every((it, index) => isSameSet(it, stored.keys[index]))) {
    throw new DomainError(
      'invalidValue',
      reason === 'rotated'
        ? "A rotation puts one key set in front of 'keys' and leaves the statements of the others as they are"
        : "Only a rotation changes the statements in 'keys'",
    )
  }
  const [signer] = await checkKeySets(stored.keys, owner)
  return { current: current as KeySet, nonce: await checkProof(proof, { keyring, reason }, signer as KeySet, owner) }
}

function isSameSet(
  { statement, endorsement }: AccountKeyring['keys'][number],
  stored: AccountKeyring['keys'][number] | undefined,
): boolean {
  return statement === stored?.statement && endorsement === stored.endorsement
}

/** Returns the nonce that was signed. Throws invalidProof unless the stored signing key has signed just this replacement. */
async function checkProof(
  proof: string,
  { keyring, reason }: Pick<KeyringReplacement, 'keyring' | 'reason'>,
  { keyId, signingKey }: KeySet,
  owner: Owner,
): Promise<string> {
  const [header, payload] = proof.split('.')
  try {
    const typ = z.literal('rollcall-proof+jws')
    readPart('proof', header, z.strictObject({ alg: z.literal('EdDSA'), typ, kid: z.literal(keyId) }))
    const { nonce } = readPart(
      'proof',
      payload,
      z.strictObject({
        nonce: z.string(),
        reason: z.literal(reason),
        org: z.literal(owner.organizationId),
        user: z.literal(owner.userId),
        keyring: z.literal(hash('sha256', canonicalize(keyring) ?? '', 'base64url')),
      }),
    )
    if (await isSignedBy('proof', proof, signingKey)) return nonce
  } catch (error) {
    throw error instanceof DomainError ? invalidProof({ cause: error }) : error
  }
  throw invalidProof()
}

/** The stored keyring stays: who sends this has not shown to be able to open it. */
export function invalidProof(options?: ErrorOptions): DomainError {
  return new DomainError(
    'invalidProof',
    "The 'proof' does not show that you can open the account: unlock it, ask for a new challenge and sign that",
    options,
  )
}
