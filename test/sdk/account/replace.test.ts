import type { JsonWebKey } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  changePassword,
  DEFAULT_COST,
  encryptFor,
  recover,
  rotateKeys,
  unlock,
  type AccountKeyring,
  type CreatedKeys,
  type EncryptedMessage,
  type KeyringReplacement,
} from '../../../src/sdk/account/index.ts'
import { ADA as OWNER, CHEAP, codeOf, createKeys, PASSWORD, quickDerive, verifiedKeysOf } from './keyrings.ts'
import * as again from './reimplementation.ts'

const ADA = { ...OWNER, derive: quickDerive }
const NEW_PASSWORD = 'another set of words'
const nonce = 'qIk7hRwrCeZiArIHk0GY5GGYk5vHK9hKMRqS2oC4Z1E'
const asked = { ...ADA, cost: CHEAP }

let ada: CreatedKeys
let message: EncryptedMessage

beforeAll(async () => {
  ada = await createKeys(OWNER)
  message = await encryptFor(await verifiedKeysOf(ada), 'From before')
})

/** The proof is the one the server wants: by the keys that it has, over its challenge and this very keyring. */
function expectProof({ proof, reason, keyring }: KeyringReplacement, stored: AccountKeyring): void {
  const statement = stored.keys[0]?.statement.split('.')[1]
  const { kid, signingKey } = again.read(statement) as { kid: string; signingKey: JsonWebKey }
  const [header, payload] = proof.split('.')
  expect(again.isSigned(proof, signingKey)).toBe(true)
  expect(again.read(header)).toEqual({ alg: 'EdDSA', typ: 'rollcall-proof+jws', kid })
  const hash = again.hashOfCanonical(keyring)
  const { organizationId: org, userId: user } = ADA
  expect(again.read(payload)).toEqual({ nonce, reason, org, user, keyring: hash })
  expect(keyring.revision).toBe(stored.revision + 1)
}

describe('changing the master password', () => {
  test('seals the same keys anew; the recovery code stays, the old password ends', async () => {
    const progress: number[] = []
    const { keyring, prove, account } = await changePassword(ada.keyring, {
      ...asked,
      password: PASSWORD,
      newPassword: NEW_PASSWORD,
      onProgress: (done) => progress.push(done),
    })
    const replacement = await prove(nonce)
    expect(replacement.reason).toBe('passwordChanged')
    expectProof(replacement, ada.keyring)
    expect(keyring.keys).toEqual(ada.keyring.keys)
    expect(keyring.recoveryWrapped).toBe(ada.keyring.recoveryWrapped)
    expect(keyring.derivation.salt).not.toBe(ada.keyring.derivation.salt)
    expect(progress).toEqual([0, 0.5, 0.5, 1])
    expect(account.revision).toBe(2)
    expect(account.keyId).toBe(ada.account.keyId)
    const secrets = [{ password: NEW_PASSWORD }, { recoveryCode: ada.recoveryCode }]
    for (const secret of secrets) {
      const opened = await unlock(keyring, { ...ADA, ...secret, atLeastRevision: 2 })
      expect((await opened.decrypt(message)).text()).toBe('From before')
    }
    expect(await codeOf(unlock(keyring, { ...ADA, password: PASSWORD }))).toBe('wrongPassword')
  })

  test('of an account with cheaper costs makes it as dear as new ones', async () => {
    const { keyring } = await changePassword(ada.keyring, {
      ...ADA,
      password: PASSWORD,
      newPassword: NEW_PASSWORD,
    })
    expect(keyring.derivation).toMatchObject(DEFAULT_COST)
  })

  test('needs the old one, and a new one that is long enough', async () => {
    const wrong = { ...asked, password: NEW_PASSWORD, newPassword: NEW_PASSWORD }
    expect(await codeOf(changePassword(ada.keyring, wrong))).toBe('wrongPassword')
    const short = { ...asked, password: PASSWORD, newPassword: 'short' }
    expect(await codeOf(changePassword(ada.keyring, short))).toBe('passwordTooShort')
  })
})

test('recovering sets a new password by the code, which a new code replaces', async () => {
  const { recoveryCode } = ada
  const { keyring, prove, ...recovered } = await recover(ada.keyring, {
    ...asked,
    recoveryCode,
    newPassword: NEW_PASSWORD,
  })
  expectProof(await prove(nonce), ada.keyring)
  expect(keyring.keys).toEqual(ada.keyring.keys)
  expect((await recovered.account.decrypt(message)).text()).toBe('From before')
  expect(await codeOf(unlock(keyring, { ...ADA, recoveryCode }))).toBe('wrongRecoveryCode')
  for (const secret of [{ password: NEW_PASSWORD }, { recoveryCode: recovered.recoveryCode }]) {
    expect((await unlock(keyring, { ...ADA, ...secret })).revision).toBe(2)
  }
  const wrong = { ...asked, recoveryCode: recovered.recoveryCode, newPassword: NEW_PASSWORD }
  expect(await codeOf(recover(ada.keyring, wrong))).toBe('wrongRecoveryCode')
})

test('rotating makes new keys that the old ones endorse; the password stays, and old messages open', async () => {
  let stored = ada.keyring
  let { account } = ada
  for (const revision of [2, 3]) {
    const rotated = await rotateKeys(stored, { ...asked, password: PASSWORD })
    const { keyring } = rotated
    expectProof(await rotated.prove(nonce), stored)
    const publicPart = ({ statement, endorsement }: AccountKeyring['keys'][number]) => ({ statement, endorsement })
    expect(keyring.keys.slice(1).map(publicPart)).toEqual(stored.keys.map(publicPart))
    expect(rotated.account.publicKeys.previousKeyId).toBe(account.keyId)
    // Who has seen the old account key opens nothing of the new keyring by it.
    const mixed = { ...keyring, keys: [keyring.keys[0], ...stored.keys] } as AccountKeyring
    expect(await codeOf(unlock(mixed, { ...ADA, password: PASSWORD }))).toBe('tampered')
    expect(await codeOf(unlock(keyring, { ...ADA, recoveryCode: ada.recoveryCode }))).toBe('wrongRecoveryCode')
    account = await unlock(keyring, { ...ADA, password: PASSWORD, atLeastRevision: revision })
    expect(account.keyId).toBe(rotated.account.keyId)
    expect((await account.decrypt(message)).text()).toBe('From before')
    stored = keyring
  }
})
