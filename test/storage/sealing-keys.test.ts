import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDatabase, type Database } from '../../src/storage/database.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'

const KEY = 'a-key-for-the-secrets-of-this-test-0123456789'

describe.each(DATABASES)('the key that seals secrets (%s)', (kind) => {
  let test: TestDatabase
  let databases: Database[]

  beforeAll(async () => {
    test = await createTestDatabase(kind)
    databases = [1, 2, 3].map(() => openDatabase(test.url))
  })

  afterAll(async () => {
    await Promise.all(databases.map((it) => it.close()))
    await test.drop()
  })

  it('is made once, however many processes need it first', async () => {
    const [one, ...others] = await Promise.all(databases.map((it) => sealerFor(it, undefined)()))
    const sealed = one?.seal('secret', 'here') ?? ''
    for (const other of others) expect(other.open(sealed, 'here')).toBe('secret')
  })

  it('can be configured later, and what was sealed before still opens', async () => {
    const [database] = databases as [Database]
    const before = (await sealerFor(database, undefined)()).seal('secret', 'here')
    const configured = await sealerFor(database, KEY)()
    expect(configured.open(before, 'here')).toBe('secret')
    const after = configured.seal('secret', 'here')
    const without = await sealerFor(database, undefined)()
    expect(() => without.open(after, 'here')).toThrow(/ROLLCALL_SECRETS_KEY/)
  })
})

describe('ROLLCALL_SECRETS_KEY', () => {
  it('is refused when it is too short', () => {
    expect(readConfig({ ROLLCALL_SECRETS_KEY: KEY }).secretsKey).toBe(KEY)
    expect(() => readConfig({ ROLLCALL_SECRETS_KEY: 'short' })).toThrow(/ROLLCALL_SECRETS_KEY must have 32 characters/)
  })
})
