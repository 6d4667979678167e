import { compactVerify, importJWK } from 'jose'
import { z } from 'zod'
import type { AccountKeyring } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../errors.ts'
import { decodeExactly, readPart, type Owner } from './compact.ts'
import { keyIdOf, type PublicJwk } from './key-id.ts'

/** What is known of a key set after it was checked. */
export interface KeySet {
  readonly keyId: string
  readonly signingKey: PublicJwk
}

const ID_BYTES = 32

const jwk = <C extends string>(crv: C) =>
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal(crv), x: z.string().max(64) })

/** The key sets of a keyring, newest first. Throws invalidValue unless each is the owner's and vouches for the next. */
export async function checkKeySets(keys: AccountKeyring['keys'], owner: Owner): Promise<KeySet[]> {
  const statements = keys.map(({ statement }, index) => readStatement(`keys[${index}].statement`, statement, owner))
  for (const [index, { keyId, signingKey, previous }] of statements.entries()) {
    const { statement, endorsement } = keys[index] as AccountKeyring['keys'][number]
    const name = `keys[${index}]`
    await checkSignature(`${name}.statement`, statement, { keyId, signingKey })
    const before = statements[index + 1]
    if (previous !== (before?.keyId ?? null)) {
      throw new DomainError('invalidValue', `'${name}.statement' does not name the key set before it as its 'previous'`)
    }
    if (before === undefined ? endorsement !== null : !isOfSame(statement, endorsement)) {
      throw new DomainError(
        'invalidValue',
        `'${name}.endorsement' must be its statement signed by the key set before, and null for the first key set`,
      )
    }
    if (before && endorsement !== null) await checkSignature(`${name}.endorsement`, endorsement, before)
  }
  return statements
}

function readStatement(name: string, jws: string, owner: Owner): KeySet & { previous: string | null } {
  const said = readPart(
    name,
    jws.split('.')[1],
    z.strictObject({
      format: z.literal(1),
      org: z.literal(owner.organizationId),
      user: z.literal(owner.userId),
      kid: z.string(),
      encryptionKey: jwk('X25519'),
      signingKey: jwk('Ed25519'),
      createdAt: z.iso.datetime(),
      previous: z.string().nullable(),
    }),
  )
  const { encryptionKey, signingKey, kid, previous } = said
  const bytes = [encryptionKey.x, signingKey.x].map((it) => decodeExactly(name, it).length)
  if (bytes.some((it) => it !== ID_BYTES))
    throw new DomainError('invalidValue', `'${name}' has a key of another length`)
  if (kid !== keyIdOf({ encryptionKey, signingKey })) {
    throw new DomainError('invalidValue', `'${name}' has a 'kid' that does not follow from its keys`)
  }
  return { keyId: kid, signingKey, previous }
}

function isOfSame(statement: string, endorsement: string | null): boolean {
  return endorsement !== null && endorsement.split('.')[1] === statement.split('.')[1]
}

/** Throws invalidValue unless the key set has signed a statement. */
async function checkSignature(name: string, jws: string, { keyId, signingKey }: KeySet): Promise<void> {
  const header = { alg: z.literal('EdDSA'), typ: z.literal('rollcall-keys+jws'), kid: z.literal(keyId) }
  readPart(name, jws.split('.')[0], z.strictObject(header))
  if (await isSignedBy(name, jws, signingKey)) return
  throw new DomainError('invalidValue', `'${name}' has a signature that its key has not made`)
}

/** Whether a JWS is signed by this key (RFC 8037 §3.1). */
export async function isSignedBy(name: string, jws: string, signingKey: PublicJwk): Promise<boolean> {
  decodeExactly(name, jws.split('.')[2] ?? '')
  try {
    await compactVerify(jws, await importJWK({ ...signingKey }, 'EdDSA'), { algorithms: ['EdDSA'] })
    return true
  } catch {
    // A key that is no point of the curve has signed nothing either.
    return false
  }
}
