import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '../../src/domain/passwords.ts'

describe('a password', () => {
  it('is hashed with parameters that OWASP allows, in PHC form', async () => {
    expect(await hashPassword('secret')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  })

  it('is hashed in another way each time', async () => {
    expect(await hashPassword('secret')).not.toBe(await hashPassword('secret'))
  })

  it.each(['secret', '', ' ', 'pässwörd 😀', 'x'.repeat(10_000), 'a\0b'])(
    'is known by its hash, and no other is',
    async (password) => {
      const hashed = await hashPassword(password)
      expect(await verifyPassword(password, hashed)).toBe(true)
      expect(await verifyPassword(`${password}x`, hashed)).toBe(false)
      expect(await verifyPassword('Secret', hashed)).toBe(false)
    },
  )

  it('is known by a hash that another program made with other parameters', async () => {
    // From the tests of the reference implementation, phc-winner-argon2
    const hashed = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
    expect(await verifyPassword('password', hashed)).toBe(true)
    expect(await verifyPassword('passwort', hashed)).toBe(false)
  })

  it('many at once are all hashed', async () => {
    const hashes = await Promise.all(Array.from({ length: 8 }, (_, index) => hashPassword(`secret-${index}`)))
    const verified = await Promise.all(hashes.map((it, index) => verifyPassword(`secret-${index}`, it)))
    expect(verified).toEqual(hashes.map(() => true))
  })
})

describe('a hash that is none', () => {
  it.each([
    '',
    'secret',
    '$argon2id$v=19$m=19456,t=2,p=1$$',
    '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA',
    '$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaA',
    '$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaA',
    '$argon2id$v=19$m=x,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaA',
    '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  ])('is the hash of no password: %j', async (hashed) => {
    expect(await verifyPassword('secret', hashed)).toBe(false)
  })

  it.each([
    ['without passes', '$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaA'],
    ['without memory', '$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaA'],
    ['with too short a salt', '$argon2id$v=19$m=19456,t=2,p=1$c29tZQ$c29tZWhhc2hzb21laGFzaA'],
    ['with too short a hash', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c28'],
    ['with no whole byte', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c'],
  ])('is the hash of no password: one %s', async (_, hashed) => {
    expect(await verifyPassword('secret', hashed)).toBe(false)
  })
})
