import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Database, Trx } from '../../src/storage/database.ts'
import { insertOrganization, listOrganizations } from '../../src/storage/organizations.ts'
import { openTestDatabase } from '../support/databases.ts'

describe('transactions that arrive together on SQLite', () => {
  const statements: string[] = []
  let database: Database
  beforeEach(async () => {
    database = await openTestDatabase('sqlite', { onQuery: (text) => statements.push(text) })
    statements.length = 0
  })
  afterEach(() => database.close())

  const insert =
    (slug: string, name = slug) =>
    (trx: Trx) =>
      insertOrganization(trx, {
        id: newId(),
        name,
        slug,
        externalId: null,
        isEntitledToScim: true,
        isProvisioningEnabled: false,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
      })
  const slugs = async (): Promise<string[]> => (await listOrganizations(database, { limit: 1000 })).map((it) => it.slug)
  const count = (text: string): number => statements.filter((it) => it === text).length

  it('are committed once', async () => {
    await Promise.all(['a', 'b', 'c'].map((it) => database.transaction(insert(it))))
    expect([count('begin immediate'), count('commit')]).toEqual([1, 1])
    expect((await slugs()).sort()).toEqual(['a', 'b', 'c'])
  })

  it('are committed in groups when they are many', async () => {
    const many = Array.from({ length: 200 }, (_, number) => `n${number}`)
    await Promise.all(many.map((it) => database.transaction(insert(it))))
    expect(count('commit')).toBe(4)
    expect((await slugs()).sort()).toEqual(many.sort())
  })

  it('fail alone: what one has done is undone, and the others stay', async () => {
    const outcomes = await Promise.allSettled([
      database.transaction(insert('a')),
      database.transaction(async (trx) => {
        await insert('half')(trx)
        await insert('a')(trx)
      }),
      database.transaction(insert('b')),
      database.transaction(() => Promise.reject(new Error('changed its mind'))),
      database.transaction(insert('c')),
    ])
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'uniqueness' })
    expect((outcomes[3] as PromiseRejectedResult).reason).toMatchObject({ message: 'changed its mind' })
    expect((await slugs()).sort()).toEqual(['a', 'b', 'c'])
  })

  it('give back what they returned, each to its own caller', async () => {
    const results = await Promise.all([1, 2, 3].map((it) => database.transaction(() => Promise.resolve(it))))
    expect(results).toEqual([1, 2, 3])
  })

  it('hear of no success before the commit, and all of them when the disk is full', async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.kysely)
    const size = rows[0]?.page_count ?? 0
    const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(database.kysely)
    await limit(size + 2)
    const outcomes = await Promise.allSettled([
      database.transaction(insert('small')),
      database.transaction(insert('large', 'x'.repeat(100_000))),
      database.transaction(insert('after')),
    ])
    for (const outcome of outcomes) {
      const { reason } = outcome as PromiseRejectedResult
      expect(reason).toBeInstanceOf(DomainError)
      expect(reason).toMatchObject({ code: 'unavailable', cause: { code: 'SQLITE_FULL' } })
    }
    expect(await slugs()).toEqual([])

    await limit(1_000_000)
    await database.transaction(insert('again'))
    expect(await slugs()).toEqual(['again'])
  })
})
