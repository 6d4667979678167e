import fc from 'fast-check'
import { GeneralEncrypt } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  encryptFor,
  rotateKeys,
  verifyPublicKeys,
  verifySignature,
  type CreatedKeys,
  type EncryptedMessage,
  type VerifiedPublicKeys,
} from '../../../src/sdk/account/index.ts'
import { openKeyring } from '../../../src/sdk/account/unlock.ts'
import { ADA, BEA, CHEAP, codeOf, createKeys, PASSWORD, publicKeysOf, quickDerive, verifiedKeysOf } from './keyrings.ts'

const CLEO = { ...ADA, userId: '9d4c6e11-5b0a-4f7d-8e22-0a1b2c3d4e04' }

let [ada, bea, cleo] = [] as unknown as CreatedKeys[] as [CreatedKeys, CreatedKeys, CreatedKeys]
let [keysOfAda, keysOfBea] = [] as unknown as VerifiedPublicKeys[] as [VerifiedPublicKeys, VerifiedPublicKeys]

beforeAll(async () => {
  ;[ada, bea, cleo] = await Promise.all([createKeys(ADA), createKeys(BEA), createKeys(CLEO)])
  ;[keysOfAda, keysOfBea] = await Promise.all([verifiedKeysOf(ada), verifiedKeysOf(bea)])
})

describe('a message', () => {
  test('is read by all whom it is for, as it was written, and by nobody else', async () => {
    const contents = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 5000 }))
    await fc.assert(
      fc.asyncProperty(contents, fc.boolean(), async (content, isSigned) => {
        const options = isSigned ? { signedBy: ada.account } : {}
        const message = await encryptFor([keysOfAda, keysOfBea, keysOfBea], content, options)
        // As it comes out of a database.
        const stored = JSON.parse(JSON.stringify(message)) as EncryptedMessage
        expect(stored.recipients).toHaveLength(2)
        for (const { account } of [ada, bea]) {
          const { bytes, text, sender } = await account.decrypt(stored, isSigned ? { from: keysOfAda } : {})
          if (typeof content === 'string') expect(text()).toBe(content)
          else expect(Buffer.from(bytes)).toEqual(Buffer.from(content))
          expect(sender).toBe(isSigned ? keysOfAda : null)
        }
        expect(await codeOf(cleo.account.decrypt(stored))).toBe('notForYou')
      }),
      { numRuns: 50 },
    )
  })

  test('that was changed anywhere is refused', async () => {
    const messages = [
      await encryptFor(keysOfAda, 'To one', { signedBy: bea.account }),
      await encryptFor([keysOfAda, keysOfBea], 'To two', { signedBy: bea.account }),
    ]
    const places = fc.record({ message: fc.constantFrom(...messages), part: fc.nat({ max: 5 }), at: fc.nat() })
    await fc.assert(
      fc.asyncProperty(places, fc.nat({ max: 7 }), async ({ message, part, at }, bit) => {
        const forged = structuredClone(message)
        const [recipient] = forged.recipients
        const holders = [forged, forged, forged, forged, recipient, recipient?.header?.epk ?? recipient] as object[]
        const names = [
          'protected',
          'iv',
          'ciphertext',
          'tag',
          'encrypted_key',
          recipient?.header?.epk ? 'x' : 'encrypted_key',
        ]
        const holder = holders[part] as Record<string, string>
        const name = names[part] ?? ''
        const bytes = Buffer.from(holder[name] ?? '', 'base64url')
        const place = at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
        holder[name] = bytes.toString('base64url')
        // The highest bit of an X25519 key means nothing (RFC 7748 §5).
        fc.pre(!(name === 'x' && place === 31 && bit === 7))
        expect(await codeOf(ada.account.decrypt(forged, { from: keysOfBea }))).toBe('tampered')
      }),
      { numRuns: 300 },
    )
    expect(await codeOf(ada.account.decrypt({} as EncryptedMessage))).toBe('tampered')
    expect(await codeOf(ada.account.decrypt({ recipients: [null] } as never))).toBe('tampered')
  })

  test('is from whom it says: not unsigned, not by another, not passed on as if written to somebody else', async () => {
    const unsigned = await encryptFor(keysOfBea, 'I am Ada')
    expect(await codeOf(bea.account.decrypt(unsigned, { from: keysOfAda }))).toBe('unknownSender')
    const byCleo = await encryptFor(keysOfBea, 'I am Ada', { signedBy: cleo.account })
    expect(await codeOf(bea.account.decrypt(byCleo, { from: keysOfAda }))).toBe('unknownSender')

    // Bea takes what Ada wrote to her out of its envelope, and puts it into one for Cleo.
    const signed = await ada.account.sign('You are my heir', [keysOfBea])
    expect(await codeOf(cleo.account.decrypt(await envelopeOf(signed), { from: keysOfAda }))).toBe('unknownSender')
    const toCleo = await ada.account.sign('You are my heir', [await verifiedKeysOf(cleo)])
    const read = await cleo.account.decrypt(await envelopeOf(toCleo), { from: [keysOfBea, keysOfAda] })
    expect(read.sender).toBe(keysOfAda)
  })

  test('by an algorithm that was not agreed is refused', async () => {
    const message = await encryptFor(keysOfAda, 'Hello')
    for (const [name, value] of [
      ['alg', 'ECDH-ES'],
      ['enc', 'A128CBC-HS256'],
      ['typ', 'JOSE'],
    ] as const) {
      const header = JSON.parse(Buffer.from(message.protected ?? '', 'base64url').toString()) as object
      const forged = Buffer.from(JSON.stringify({ ...header, [name]: value })).toString('base64url')
      expect(await codeOf(ada.account.decrypt({ ...message, protected: forged }))).toBe('tampered')
    }
  })

  test('needs a recipient', async () => {
    await expect(encryptFor([], 'Hello')).rejects.toThrow(TypeError)
  })
})

describe('a signature', () => {
  test('fits what was signed, by whom, and nothing else', async () => {
    const signature = await ada.account.sign('I agree')
    const { bytes, sender } = await verifySignature(signature, [keysOfBea, keysOfAda])
    expect(Buffer.from(bytes).toString()).toBe('I agree')
    expect(sender).toBe(keysOfAda)
    expect(await codeOf(verifySignature(signature, keysOfBea))).toBe('unknownSender')
    expect(await codeOf(verifySignature(signature.replace(/.{9}$/, 'AAAAAAAAA'), keysOfAda))).toBe('unknownSender')
    const [header = '', , end = ''] = signature.split('.')
    const other = [header, Buffer.from('I disagree').toString('base64url'), end].join('.')
    expect(await codeOf(verifySignature(other, keysOfAda))).toBe('unknownSender')
  })

  test('of a message, of keys or of a proof is none', async () => {
    expect(await codeOf(verifySignature(await ada.account.sign('Hello', [keysOfBea]), keysOfAda))).toBe('unknownSender')
    expect(await codeOf(verifySignature(ada.keyring.keys[0]?.statement ?? '', keysOfAda))).toBe('unknownSender')
  })
})

describe('public keys', () => {
  test('of somebody else, or put together of two people’s, are refused', async () => {
    const ofBea = publicKeysOf(bea.keyring, BEA, bea.account.keyId)
    expect(await codeOf(verifyPublicKeys(ofBea, ADA))).toBe('tampered')
    expect(await codeOf(verifyPublicKeys({ ...ofBea, userId: ADA.userId }, ADA))).toBe('tampered')
    expect(await codeOf(verifyPublicKeys({ ...ofBea, keyId: ada.account.keyId }, BEA))).toBe('tampered')

    const [header = '', payload = '', signature = ''] = ofBea.statement.split('.')
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
    const ofAda = JSON.parse(
      Buffer.from(ada.keyring.keys[0]?.statement.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>
    for (const change of [
      { encryptionKey: ofAda.encryptionKey },
      { signingKey: ofAda.signingKey },
      { createdAt: '2030-01-01T00:00:00.000Z' },
      { previous: ada.account.keyId },
      { more: true },
    ]) {
      const forged = Buffer.from(JSON.stringify({ ...said, ...change })).toString('base64url')
      const statement = [header, forged, signature].join('.')
      expect(await codeOf(verifyPublicKeys({ ...ofBea, statement }, BEA)), JSON.stringify(change)).toBe('tampered')
    }
    expect(await codeOf(verifyPublicKeys({ ...ofBea, statement: null } as never, BEA))).toBe('tampered')
  })

  test('that were pinned are followed through a rotation, and not through a reset', async () => {
    const { keyring, account } = await rotateKeys(ada.keyring, {
      ...ADA,
      password: PASSWORD,
      cost: CHEAP,
      derive: quickDerive,
    })
    const pinned = keysOfAda.statement
    const rotated = publicKeysOf(keyring, ADA, account.keyId)
    const followed = await verifyPublicKeys(rotated, ADA, { pinned })
    expect(followed.fingerprint).toBe(account.fingerprint)
    expect(followed.previousKeyId).toBe(keysOfAda.keyId)
    expect((await verifyPublicKeys(publicKeysOf(ada.keyring, ADA, keysOfAda.keyId), ADA, { pinned })).keyId).toBe(
      keysOfAda.keyId,
    )
    for (const endorsement of [null, rotated.statement, ada.keyring.keys[0]?.statement ?? '']) {
      expect(await codeOf(verifyPublicKeys({ ...rotated, endorsement }, ADA, { pinned }))).toBe('tampered')
    }
    const anew = await createKeys(ADA)
    const afterReset = publicKeysOf(anew.keyring, ADA, anew.account.keyId)
    expect(await codeOf(verifyPublicKeys(afterReset, ADA, { pinned }))).toBe('keysChanged')
  })
})

test('the private keys of an account are never handed out, and cannot be exported', async () => {
  const { accountKey, keySets } = await openKeyring(ada.keyring, { ...ADA, recoveryCode: ada.recoveryCode })
  expect(accountKey).toHaveLength(32)
  for (const { encryptionKey, signingKey } of keySets) {
    for (const key of [encryptionKey, signingKey]) {
      await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow('not extractable')
      await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow('not extractable')
    }
  }
  const members = Object.values(ada.account) as unknown[]
  expect(members.filter((it) => it instanceof CryptoKey || it instanceof Uint8Array)).toEqual([])
})

/** A message to Cleo whose payload claims to be signed, by the envelope that anybody can make. */
async function envelopeOf(signature: string): Promise<EncryptedMessage> {
  const { encryptionKey, keyId: kid } = await verifiedKeysOf(cleo)
  const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: 'rollcall-message+jwe', cty: 'rollcall-signature+jws' }
  return new GeneralEncrypt(new TextEncoder().encode(signature))
    .setProtectedHeader(header)
    .addRecipient(encryptionKey)
    .setUnprotectedHeader({ kid })
    .encrypt()
}
