import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  AccountKeysError,
  createAccountKeys,
  rotateKeys,
  unlock,
  type AccountKeyring,
  type Derive,
} from '../../../src/sdk/account/index.ts'
import { ADA, BEA, CHEAP, codeOf, createKeys, PASSWORD, quickDerive } from './keyrings.ts'

let calls = 0
const derive: Derive = (input) => {
  calls += 1
  return quickDerive(input)
}
let keyring: AccountKeyring
let recoveryCode: string
let ofBea: AccountKeyring
let rotated: AccountKeyring

beforeAll(async () => {
  ;({ keyring, recoveryCode } = await createKeys(ADA))
  ofBea = (await createKeys(BEA)).keyring
  rotated = (await rotateKeys(keyring, { ...ADA, password: PASSWORD, cost: CHEAP, derive })).keyring
  for (const it of [keyring, rotated]) await unlock(it, { ...ADA, password: PASSWORD, derive })
})

/** How it ends when the server gives this keyring, and whether anything was derived of the password. */
async function outcome(forged: unknown, options: object = {}): Promise<{ code: unknown; derived: boolean }> {
  const before = calls
  const code = await codeOf(unlock(forged as AccountKeyring, { ...ADA, password: PASSWORD, derive, ...options }))
  return { code, derived: calls > before }
}

const changed = (changes: object): unknown => ({ ...structuredClone(keyring), ...changes })
const derivation = (changes: object): unknown => changed({ derivation: { ...keyring.derivation, ...changes } })

describe('before anything is derived of the password, the page refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['8 KiB in one pass', () => derivation({ memoryKiB: 8, iterations: 1 }), 'unsafeDerivation'],
    ['a KiB less than 46 MiB in one pass', () => derivation({ memoryKiB: 47_103, iterations: 1 }), 'unsafeDerivation'],
    ['a KiB less than 19 MiB in two', () => derivation({ memoryKiB: 19_455 }), 'unsafeDerivation'],
    ['more than a GiB', () => derivation({ memoryKiB: 1_048_577 }), 'unsafeDerivation'],
    ['eleven passes', () => derivation({ iterations: 11 }), 'unsafeDerivation'],
    ['seventeen lanes', () => derivation({ parallelism: 17 }), 'unsafeDerivation'],
    ['half a pass', () => derivation({ iterations: 2.5 }), 'unsafeDerivation'],
    ['no number of passes', () => derivation({ iterations: '3' }), 'unsafeDerivation'],
    ['one round of PBKDF2', () => derivation({ algorithm: 'pbkdf2', iterations: 1 }), 'unsafeDerivation'],
    ['Argon2d', () => derivation({ algorithm: 'argon2d' }), 'unsafeDerivation'],
    ['a salt of 15 bytes', () => derivation({ salt: 'A'.repeat(20) }), 'unsafeDerivation'],
    ['a salt that is no base64url', () => derivation({ salt: '+'.repeat(22) }), 'tampered'],
    ['no derivation', () => changed({ derivation: undefined }), 'tampered'],
    ['another format', () => changed({ format: 2 }), 'unknownFormat'],
    ['no format', () => changed({ format: undefined }), 'unknownFormat'],
    ['no keys', () => changed({ keys: [] }), 'tampered'],
    ['keys that are none', () => changed({ keys: 'all' }), 'tampered'],
    ['nothing', () => null, 'tampered'],
    ['another revision than was sealed', () => changed({ revision: 2 }), 'tampered'],
    ['the keyring of another user', () => ofBea, 'tampered'],
    ['sealed keys of another user', () => ({ ...keyring, passwordWrapped: ofBea.passwordWrapped }), 'tampered'],
    ['a key set of another user', () => ({ ...keyring, keys: ofBea.keys }), 'tampered'],
    ['what the recovery code opens for the password', () => swapped('recoveryWrapped', 'passwordWrapped'), 'tampered'],
    ['a private key for the password', () => ({ ...keyring, passwordWrapped: newest().wrappedSigningKey }), 'tampered'],
    ['private keys in each other’s place', swappedPrivateKeys, 'tampered'],
    ['private keys of another set', () => withOldPrivateKeys(), 'tampered'],
    ['key sets in another order', () => ({ ...rotated, keys: rotated.keys.toReversed() }), 'tampered'],
    ['the old key set without the new', () => ({ ...rotated, keys: rotated.keys.slice(1) }), 'tampered'],
    ['the new key set without the old', () => ({ ...rotated, keys: rotated.keys.slice(0, 1) }), 'tampered'],
    ['a new key set that nobody endorsed', () => endorsed(null), 'tampered'],
    ['a new key set that endorses itself', () => endorsed(rotated.keys[0]?.statement), 'tampered'],
    ['a first key set that is endorsed', () => changed({ keys: [{ ...newest(), endorsement: 'a.b.c' }] }), 'tampered'],
    ['an account key that has another length', () => changed({ passwordWrapped: longer() }), 'tampered'],
  ])('%s', async (_what, forge, code) => {
    expect(await outcome(forge())).toEqual({ code, derived: false })
  })

  test('the least that is allowed is derived', async () => {
    for (const cost of [
      { memoryKiB: 47_104, iterations: 1 },
      { memoryKiB: 19_456, iterations: 2 },
    ]) {
      expect((await outcome(derivation(cost))).derived).toBe(true)
    }
  })

  test('a revision older than this browser has seen', async () => {
    expect(await outcome(rotated, { atLeastRevision: 2 })).toEqual({ code: 'nothing', derived: true })
    expect(await outcome(keyring, { atLeastRevision: 2 })).toEqual({ code: 'olderRevision', derived: false })
  })

  test('costs for new keys that a server would be refused for', async () => {
    const weak = { ...ADA, password: PASSWORD, derive, cost: { ...CHEAP, memoryKiB: 64 } }
    expect(await codeOf(createAccountKeys(weak))).toBe('unsafeDerivation')
  })
})

test('a wrong master password says so, and the same in another organization is wrong, too', async () => {
  expect(await outcome(keyring, { password: `${PASSWORD}!` })).toEqual({ code: 'wrongPassword', derived: true })
  const elsewhere = { ...ADA, organizationId: BEA.userId }
  expect(await outcome(keyring, elsewhere)).toEqual({ code: 'tampered', derived: false })
})

describe('whatever is changed in a keyring, it does not open, and the page says why', () => {
  const parts = [
    'passwordWrapped',
    'recoveryWrapped',
    'wrappedEncryptionKey',
    'wrappedSigningKey',
    'statement',
  ] as const

  test('by one bit of its text', async () => {
    const places = fc.record({ part: fc.constantFrom(...parts), at: fc.nat(), bit: fc.nat({ max: 6 }) })
    await fc.assert(
      fc.asyncProperty(places, async ({ part, at, bit }) => {
        await expectRefusal(part, (text) => {
          const place = at % text.length
          const flipped = String.fromCharCode(text.charCodeAt(place) ^ (1 << bit))
          return text.slice(0, place) + flipped + text.slice(place + 1)
        })
      }),
      { numRuns: 400 },
    )
  })

  test('by being cut short or drawn out', async () => {
    const places = fc.record({ part: fc.constantFrom(...parts), at: fc.nat(), more: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(places, async ({ part, at, more }) => {
        await expectRefusal(part, (text) => (more ? `${text}A` : text.slice(0, at % text.length)))
      }),
      { numRuns: 100 },
    )
  })

  test('by each bit of what the password opens', async () => {
    const [header = '', , iv = '', ciphertext = '', tag = ''] = keyring.passwordWrapped.split('.')
    for (const [index, part] of [iv, ciphertext, tag].entries()) {
      const bytes = Buffer.from(part, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const forged = [iv, ciphertext, tag].with(index, flipped.toString('base64url'))
        const passwordWrapped = [header, '', ...forged].join('.')
        expect(await outcome({ ...keyring, passwordWrapped })).toEqual({ code: 'wrongPassword', derived: true })
      }
    }
  })

  async function expectRefusal(part: (typeof parts)[number], change: (text: string) => string): Promise<void> {
    const forged = structuredClone(keyring)
    const holder = (part in forged ? forged : forged.keys[0]) as unknown as Record<string, string>
    const before = holder[part] ?? ''
    holder[part] = change(before)
    // By both secrets: what one opens, the other does not look into.
    for (const secret of [{ password: PASSWORD }, { recoveryCode }]) {
      const opened = await unlock(forged, { ...ADA, derive, ...secret }).catch((error: unknown) => error)
      const looksAtIt = !(part === 'passwordWrapped' && 'recoveryCode' in secret)
      if (looksAtIt && !(part === 'recoveryWrapped' && 'password' in secret)) {
        expect(opened).toBeInstanceOf(AccountKeysError)
        expect((opened as AccountKeysError).message.length).toBeGreaterThan(40)
      }
    }
  }
})

const newest = () => keyring.keys[0] ?? never()
const swapped = (from: keyof AccountKeyring, to: keyof AccountKeyring) => ({ ...keyring, [to]: keyring[from] })

function swappedPrivateKeys(): unknown {
  const { wrappedEncryptionKey, wrappedSigningKey, ...rest } = newest()
  const keys = [{ ...rest, wrappedEncryptionKey: wrappedSigningKey, wrappedSigningKey: wrappedEncryptionKey }]
  return { ...keyring, keys }
}

function withOldPrivateKeys(): unknown {
  const [first = never(), second = never()] = rotated.keys
  return { ...rotated, keys: [{ ...first, wrappedEncryptionKey: second.wrappedEncryptionKey }, second] }
}

function endorsed(endorsement: unknown): unknown {
  return { ...rotated, keys: [{ ...rotated.keys[0], endorsement }, rotated.keys[1]] }
}

function longer(): string {
  const parts = keyring.passwordWrapped.split('.')
  return parts.with(3, Buffer.alloc(48).toString('base64url')).join('.')
}

function never(): never {
  throw new Error('The keyring is incomplete')
}
