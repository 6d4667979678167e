import { beforeAll, describe, expect, it } from 'vitest'
import { checkFirstKeyring, checkKeyring } from '../../../src/domain/accounts/check-keyring.ts'
import { fingerprintOf } from '../../../src/domain/accounts/key-id.ts'
import { rotateKeys, type AccountKeyring, type CreatedKeys } from '../../../src/sdk/account/index.ts'
import { newKeys, PASSWORD, quickly } from '../../support/accounts.ts'

const ADA = {
  organizationId: '0f0e1c4a-6d0b-4b57-9d8e-3f1f6f6f0a01',
  userId: '7c1f9b52-2f6d-4a4e-8a35-1d2b9c7e5f02',
}
const BEA = { ...ADA, userId: '3b8d2a71-9e4c-4f60-b1a7-6c5d4e3f2a03' }

let ofAda: CreatedKeys
let ofBea: CreatedKeys
let again: CreatedKeys
let rotated: AccountKeyring
beforeAll(async () => {
  ofAda = await newKeys(ADA)
  ofBea = await newKeys(BEA)
  again = await newKeys(ADA)
  const options = { ...ADA, password: PASSWORD, derive: quickly }
  rotated = (await rotateKeys(ofAda.keyring, options)).keyring
})

type Forged = AccountKeyring & { keys: [AccountKeyring['keys'][number], ...AccountKeyring['keys']] }

/** The keyring of Ada, changed. */
const forged = (change: (keyring: Forged) => void, keyring = ofAda.keyring): AccountKeyring => {
  const copy = structuredClone(keyring) as Forged
  change(copy)
  return copy
}

/** A part of a JWS or JWE with other members. */
function withPart(compact: string, part: number, change: object): string {
  const parts = compact.split('.')
  const members = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as object
  parts[part] = Buffer.from(JSON.stringify({ ...members, ...change })).toString('base64url')
  return parts.join('.')
}

/** Another base64url spelling of the same bytes: with bits at the end that count for nothing. */
function respelled(compact: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return compact.slice(0, -1) + digits.charAt(digits.indexOf(compact.slice(-1)) + 1)
}

describe('a keyring', () => {
  it('of the SDK is taken, and so is a rotated one; both name the key that the SDK names', async () => {
    expect(await checkFirstKeyring(ofAda.keyring, ADA)).toMatchObject({ keyId: ofAda.account.keyId })
    expect(fingerprintOf(ofAda.account.keyId)).toBe(ofAda.account.fingerprint)
    expect(await checkKeyring(rotated, ADA)).toHaveLength(2)
  })

  const header = (member: 'passwordWrapped' | 'recoveryWrapped', change: object) => (it: Forged) => {
    it[member] = withPart(it[member], 0, change)
  }
  const kdf = (change: object) => (it: Forged) => void Object.assign(it.derivation, change)
  const statement = (change: object) => (it: Forged) => {
    it.keys[0].statement = withPart(it.keys[0].statement, 1, change)
  }

  it.each<[string, (keyring: Forged) => void, string]>([
    ['a weak password key in one pass', kdf({ memoryKiB: 47_103, iterations: 1 }), 'derivation.memoryKiB'],
    ['a weak password key in two passes', kdf({ memoryKiB: 19_455, iterations: 2 }), 'derivation.memoryKiB'],
    ['a salt of 15 bytes', kdf({ salt: Buffer.alloc(15, 1).toString('base64url') }), 'derivation.salt'],
    ['another purpose', header('passwordWrapped', { purpose: 'recovery' }), "look at 'purpose'"],
    ['another user', header('passwordWrapped', { user: BEA.userId }), "look at 'user'"],
    ['another organization', header('recoveryWrapped', { org: BEA.userId }), "look at 'org'"],
    ['another revision', header('passwordWrapped', { rev: 2 }), "look at 'rev'"],
    ['an older recovery', header('recoveryWrapped', { rev: 0 }), "look at 'rev'"],
    ['another key set', header('passwordWrapped', { kid: 'x' }), "look at 'kid'"],
    ['another algorithm', header('passwordWrapped', { enc: 'A128GCM' }), "look at 'enc'"],
    ['a member more', header('passwordWrapped', { password: 'x' }), 'not for this account'],
    ['a header that is no JSON', (it) => (it.passwordWrapped = `eA${it.passwordWrapped.slice(3)}`), 'passwordWrapped'],
    [
      'an account key in the place of the other',
      (it) => (it.recoveryWrapped = it.passwordWrapped),
      "look at 'purpose'",
    ],
    ['a longer text sealed', (it) => (it.passwordWrapped = longer(it.passwordWrapped)), '32 bytes'],
    ['another spelling', (it) => (it.passwordWrapped = respelled(it.passwordWrapped)), 'shortest base64url'],
    ['private keys in each other’s place', swapPrivate, "look at 'purpose'"],
    [
      'the keys of somebody else',
      (it) => (it.keys = structuredClone(ofBea.keyring.keys) as Forged['keys']),
      "'org'|'user'",
    ],
    ['a statement that was changed', statement({ createdAt: '2020-01-01T00:00:00.000Z' }), 'signature'],
    ['a statement of another format', statement({ format: 2 }), "look at 'format'"],
    ['a statement with a member more', statement({ name: 'Ada' }), 'not for this account'],
    ['a key id that was chosen', statement({ kid: 'A'.repeat(43) }), "'kid'"],
    ['a signature of another key', (it) => (it.keys[0].statement = signedByOther(it.keys[0].statement)), 'signature'],
    ['an endorsement of nobody', (it) => (it.keys[0].endorsement = it.keys[0].statement), 'endorsement'],
  ])('with %s is refused', async (_title, change, words) => {
    await expect(checkFirstKeyring(forged(change), ADA)).rejects.toMatchObject({
      code: 'invalidValue',
      message: expect.stringMatching(words),
    })
  })

  it.each<[string, (keyring: Forged) => void, string]>([
    ['without its endorsement', (it) => (it.keys[0].endorsement = null), 'endorsement'],
    ['with that of another statement', (it) => (it.keys[0].endorsement = it.keys[1]?.statement ?? ''), 'endorsement'],
    ['in another order', (it) => void it.keys.reverse(), 'previous'],
    ['without the set before', (it) => void it.keys.pop(), 'previous'],
    ['before somebody else’s', (it) => (it.keys[1] = again.keyring.keys[0] as Forged['keys'][0]), 'previous'],
  ])('that was rotated is refused %s', async (_title, change, words) => {
    await expect(checkKeyring(forged(change, rotated), ADA)).rejects.toMatchObject({
      code: 'invalidValue',
      message: expect.stringMatching(words),
    })
  })

  it('of a later revision, or with more key sets, is no first one', async () => {
    await expect(checkFirstKeyring(rotated, ADA)).rejects.toMatchObject({ code: 'invalidValue' })
    const two = forged((it) => void it.keys.push(it.keys[0]))
    await expect(checkFirstKeyring(two, ADA)).rejects.toMatchObject({ code: 'invalidValue' })
  })

  it('is not taken with a signing key that is no point of the curve', async () => {
    const zeros = Buffer.alloc(32, 255).toString('base64url')
    const change = statement({ signingKey: { kty: 'OKP', crv: 'Ed25519', x: zeros } })
    await expect(checkFirstKeyring(forged(change), ADA)).rejects.toMatchObject({ code: 'invalidValue' })
  })

  function swapPrivate({ keys: [set] }: Forged): void {
    const { wrappedEncryptionKey, wrappedSigningKey } = set
    set.wrappedEncryptionKey = wrappedSigningKey
    set.wrappedSigningKey = wrappedEncryptionKey
  }

  function longer(jwe: string): string {
    const parts = jwe.split('.')
    parts[3] = Buffer.alloc(48, 7).toString('base64url')
    return parts.join('.')
  }

  function signedByOther(jws: string): string {
    const [header, payload] = jws.split('.')
    return [header, payload, again.keyring.keys[0]?.statement.split('.')[2]].join('.')
  }
})
