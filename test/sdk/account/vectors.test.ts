import type { JsonWebKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fingerprintOf, unlock, verifyPublicKeys, type AccountKeyring } from '../../../src/sdk/account/index.ts'
import * as again from './reimplementation.ts'
import vectors from './vectors.json' with { type: 'json' }

const { owner, password, recoveryCode } = vectors
const keyring = vectors.keyring as AccountKeyring

interface Statement {
  kid: string
  encryptionKey: JsonWebKey
  signingKey: JsonWebKey
  previous: string | null
}
const statements = keyring.keys.map(({ statement }) => again.read(statement.split('.')[1]) as Statement)

describe('a keyring of format 1 from November 2026', () => {
  test.each([
    ['master password, by the costs that new keyrings have', { password }],
    ['recovery code', { recoveryCode }],
  ])('opens by its %s, with all that was encrypted to it', async (_what, secret) => {
    const account = await unlock(keyring, { ...owner, ...secret })
    expect(account.keyId).toBe(vectors.keyId)
    expect(account.fingerprint).toBe(vectors.fingerprint)
    const { sender } = vectors
    const from = await verifyPublicKeys(
      { userId: sender.owner.userId, keyId: sender.keyId, statement: sender.statement, endorsement: null },
      sender.owner,
    )
    const [unsigned, signed] = vectors.messages
    expect((await account.decrypt(unsigned?.message ?? never())).text()).toBe(unsigned?.text)
    const read = await account.decrypt(signed?.message ?? never(), { from })
    expect(read.text()).toBe(signed?.text)
    expect(read.sender).toBe(from)
  })

  test('opens by node:crypto alone, as the document describes it', () => {
    const accountKey = again.open(again.passwordKey(password, keyring.derivation, owner), keyring.passwordWrapped)
    expect(again.open(again.recoveryKey(recoveryCode, owner), keyring.recoveryWrapped)).toEqual(accountKey)
    const texts = keyring.keys.map(({ statement, endorsement, wrappedEncryptionKey, wrappedSigningKey }, index) => {
      const { kid, encryptionKey, signingKey, previous } = statements[index] ?? never()
      const before = statements[index + 1]
      expect(again.keyIdOf(encryptionKey, signingKey)).toBe(kid)
      expect(again.isSigned(statement, signingKey)).toBe(true)
      expect(previous).toBe(before?.kid ?? null)
      expect(endorsement === null ? null : again.isSigned(endorsement, before?.signingKey ?? never())).toBe(
        before ? true : null,
      )
      expect(again.read(statement.split('.')[0])).toEqual({ alg: 'EdDSA', typ: 'rollcall-keys+jws', kid })
      const header = { alg: 'dir', enc: 'A256GCM', typ: 'rollcall-account+jwe', format: 1 }
      expect(again.read(wrappedSigningKey.split('.')[0])).toEqual({
        ...header,
        org: owner.organizationId,
        user: owner.userId,
        purpose: 'signing-key',
        kid,
      })
      const privateKey = JSON.parse(again.open(accountKey, wrappedEncryptionKey).toString('utf8')) as JsonWebKey
      expect(privateKey).toEqual({ ...encryptionKey, d: privateKey.d })
      const message = vectors.messages[keyring.keys.length - 1 - index]?.message ?? never()
      return again.decryptMessage(message, kid, privateKey).toString('utf8')
    })
    const [signed = '', unsigned] = texts
    expect(unsigned).toBe(vectors.messages[0]?.text)
    const sender = again.read(vectors.sender.statement.split('.')[1]) as Statement
    expect(again.isSigned(signed, sender.signingKey)).toBe(true)
    expect(again.read(signed.split('.')[0])).toMatchObject({ kid: sender.kid, to: [vectors.keyId, sender.kid] })
    expect(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8')).toBe(vectors.messages[1]?.text)
  })

  test('has a proof by the keys before, over the challenge and the canonical keyring', () => {
    const [, before] = statements
    expect(again.isSigned(vectors.proof, before?.signingKey ?? never())).toBe(true)
    const [header, payload] = vectors.proof.split('.')
    expect(again.read(header)).toEqual({ alg: 'EdDSA', typ: 'rollcall-proof+jws', kid: before?.kid })
    expect(again.read(payload)).toEqual({
      nonce: vectors.nonce,
      reason: 'rotated',
      org: owner.organizationId,
      user: owner.userId,
      keyring: again.hashOfCanonical(keyring),
    })
  })

  test('has a fingerprint that anybody can compute', () => {
    expect(vectors.fingerprint).toMatch(/^\d{5}( \d{5}){7}$/)
    expect(again.fingerprintOf(vectors.keyId)).toBe(vectors.fingerprint)
    expect(fingerprintOf(vectors.keyId)).toBe(vectors.fingerprint)
  })
})

function never(): never {
  throw new Error('vectors.json is incomplete')
}
