import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashSecret, isSecret, newSecret, secretPrefix } from '../../src/domain/secrets.ts'

const kinds = ['scim', 'op', 'adm', 'ses'] as const

describe.each(kinds)('a secret of kind %s', (kind) => {
  const secret = newSecret(kind)

  it('has a form that a scanner can find, with 256 bits and a checksum', () => {
    expect(secret).toMatch(new RegExp(`^rc_${kind}_[0-9A-Za-z]{49}$`))
    expect(isSecret(kind, secret)).toBe(true)
  })

  it('always has that form', () => {
    for (let count = 0; count < 1000; count += 1) {
      const other = newSecret(kind)
      expect(other).toHaveLength(secret.length)
      expect(isSecret(kind, other)).toBe(true)
    }
  })

  it('is a new one each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newSecret(kind))).size).toBe(1000)
  })

  it('is told from any text that differs in one character', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: secret.length - 1 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (index, character) => {
          const other = secret.slice(0, index) + character + secret.slice(index + 1)
          expect(isSecret(kind, other)).toBe(other === secret)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is told from itself with two characters exchanged', () => {
    for (let index = 0; index < secret.length - 1; index += 1) {
      const other = secret.slice(0, index) + secret.charAt(index + 1) + secret.charAt(index) + secret.slice(index + 2)
      expect(isSecret(kind, other)).toBe(other === secret)
    }
  })

  it.each([
    '',
    'rc_',
    `rc_${kind}_`,
    secret.slice(0, -1),
    `${secret}0`,
    ` ${secret}`,
    `${secret}\n`,
    secret.toLowerCase(),
    'Bearer x',
  ])('is not %j', (text) => {
    expect(isSecret(kind, text)).toBe(false)
  })

  it('is not one of another kind', () => {
    for (const other of kinds) expect(isSecret(other, secret)).toBe(other === kind)
  })

  it('is known to people by its beginning, which tells kinds apart and little else', () => {
    expect(secretPrefix(secret)).toBe(secret.slice(0, `rc_${kind}_`.length + 6))
  })

  it('is stored as a hash, the same each time', () => {
    expect(hashSecret(secret)).toMatch(/^[\w-]{43}$/)
    expect(hashSecret(secret)).toBe(hashSecret(secret))
    expect(hashSecret(secret)).not.toBe(hashSecret(newSecret(kind)))
  })
})
