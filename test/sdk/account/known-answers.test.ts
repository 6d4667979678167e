import canonicalize from 'canonicalize'
import { CompactSign, calculateJwkThumbprint, importJWK } from 'jose'
import { argon2Sync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveHere } from '../../../src/sdk/account/index.ts'

const hex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const toHex = (bytes: ArrayBuffer | Uint8Array): string =>
  Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('hex')
const repeated = (byte: number, length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(byte)
const base64url = (text: string): string => Buffer.from(hex(text)).toString('base64url')
const { subtle } = crypto

describe('what keys are made of gives the answers of its standards', () => {
  test('Argon2id of Node does as RFC 9106 §5.3, and ours as the reference implementation', async () => {
    const tag = argon2Sync('argon2id', {
      message: repeated(1, 32),
      nonce: repeated(2, 16),
      secret: repeated(3, 8),
      associatedData: repeated(4, 12),
      memory: 32,
      passes: 3,
      parallelism: 4,
      tagLength: 32,
    })
    expect(toHex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
    const [password, salt] = [new TextEncoder().encode('password'), new TextEncoder().encode('somesalt')]
    expect(toHex(await deriveHere({ password, salt, memoryKiB: 256, iterations: 2, parallelism: 1 }))).toBe(
      '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    )
  })

  test('our Argon2id equals that of Node for every password, salt and cost', async () => {
    const inputs = fc.record({
      password: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
      salt: fc.uint8Array({ minLength: 16, maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
      memoryKiB: fc.integer({ min: 128, max: 1024 }),
      iterations: fc.integer({ min: 1, max: 4 }),
      parallelism: fc.integer({ min: 1, max: 16 }),
    })
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const { password: message, salt: nonce, memoryKiB: memory, iterations: passes, parallelism } = input
        const theirs = argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength: 32 })
        expect(toHex(await deriveHere(input))).toBe(toHex(theirs))
      }),
      { numRuns: 25 },
    )
  })

  test('HKDF-SHA-256 without a salt: RFC 5869, test case 3', async () => {
    const base = await subtle.importKey('raw', repeated(0x0b, 22), 'HKDF', false, ['deriveBits'])
    const [salt, info] = [new Uint8Array(), new Uint8Array()]
    const okm = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, 42 * 8)
    expect(toHex(okm)).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8')
  })

  test('X25519: RFC 7748 §6.1', async () => {
    const [x, d] = ['8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a', ALICE].map(base64url)
    const alice = await subtle.importKey('jwk', { kty: 'OKP', crv: 'X25519', x, d }, 'X25519', false, ['deriveBits'])
    const bob = await subtle.importKey('raw', hex(BOB), 'X25519', false, [])
    expect(toHex(await subtle.deriveBits({ name: 'X25519', public: bob }, alice, 256))).toBe(
      '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
    )
  })

  test('Ed25519: RFC 8032 §7.1, test 3', async () => {
    const [x, d] = [
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    ].map(base64url)
    const key = await subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x, d }, 'Ed25519', false, ['sign'])
    expect(toHex(await subtle.sign('Ed25519', key, hex('af82')))).toBe(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
        '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    )
  })

  test('AES-256-GCM with associated data: test case 16 of its specification', async () => {
    const key = await subtle.importKey('raw', hex(GCM.key), 'AES-GCM', false, ['encrypt'])
    const [iv, additionalData] = [hex(GCM.iv), hex(GCM.associated)]
    expect(toHex(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, hex(GCM.plaintext)))).toBe(
      GCM.ciphertext + GCM.tag,
    )
  })

  test('thumbprints and signatures of Ed25519 keys: RFC 8037 A.3 and A.4', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const
    expect(await calculateJwkThumbprint(jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    const key = await importJWK({ ...jwk, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }, 'EdDSA')
    const payload = new TextEncoder().encode('Example of Ed25519 signing')
    expect(await new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA' }).sign(key)).toBe(
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.' +
        'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
    )
  })

  test('thumbprints: RFC 7638 §3.1', async () => {
    expect(await calculateJwkThumbprint({ kty: 'RSA', n: RSA_MODULUS, e: 'AQAB' })).toBe(
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    )
  })

  test('canonical JSON: RFC 8785 §3.2.2', () => {
    const sample = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    ) as unknown
    expect(canonicalize(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })
})

const ALICE = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'
const BOB = 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f'

const GCM = {
  key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
  iv: 'cafebabefacedbaddecaf888',
  plaintext: `d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39`,
  associated: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
  ciphertext:
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
    '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
  tag: '76fc6ece0f4e1768cddf8853bb2d551b',
}

const RSA_MODULUS =
  '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs' +
  'tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5h' +
  'ajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
