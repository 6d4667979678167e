import SqliteDatabase from 'better-sqlite3'
import { expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import type { Database, Trx } from '../../src/storage/database.ts'
import { insertOrganization, listOrganizations } from '../../src/storage/organizations.ts'
import { shareTransaction, TransactionLost } from '../../src/storage/shared-transaction.ts'
import { describeOnBothDatabases, uniqueName } from '../support/test-app.ts'

describeOnBothDatabases('a transaction that several share', (test) => {
  const insert = (slug: string) => (trx: Trx) =>
    insertOrganization(trx, {
      id: newId(),
      name: slug,
      slug,
      externalId: null,
      isEntitledToScim: true,
      isProvisioningEnabled: false,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    })
  const exist = async (...wanted: string[]): Promise<boolean[]> => {
    const slugs = (await listOrganizations(test.database, { limit: 1000 })).map((it) => it.slug)
    return wanted.map((it) => slugs.includes(it))
  }
  const names = (): [string, string, string] => [uniqueName(), uniqueName(), uniqueName()]
  const tried = async (shared: Database, work: (trx: Trx) => Promise<unknown>): Promise<unknown> => {
    try {
      await shared.transaction(work)
      return undefined
    } catch (error) {
      if (error instanceof TransactionLost) throw error
      return error
    }
  }

  it('needs no savepoint when nothing fails', async () => {
    const [a, b, c] = names()
    test.statements.length = 0
    await shareTransaction(test.database, async (shared) => {
      for (const slug of [a, b, c]) await shared.transaction(insert(slug))
    })
    expect(test.statements.filter((it) => /^(savepoint|release)/.test(it))).toEqual([])
    expect(test.statements.filter((it) => it === 'commit')).toHaveLength(1)
    expect(await exist(a, b, c)).toEqual([true, true, true])
  })

  it('loses nothing but the part that fails, and the part within a part', async () => {
    const [a, b, c] = names()
    const half = uniqueName()
    const errors = await shareTransaction(test.database, async (shared) => [
      await tried(shared, insert(a)),
      await tried(shared, async (trx) => {
        await insert(half)(trx)
        await insert(a)(trx)
      }),
      await tried(shared, async (trx) => {
        await insert(b)(trx)
        await tried(shared, async () => Promise.reject(new Error('changed its mind')))
      }),
      await tried(shared, insert(c)),
    ])
    expect(errors).toMatchObject([undefined, { code: 'uniqueness' }, undefined, undefined])
    expect(await exist(a, half, b, c)).toEqual([true, false, true, true])
  })

  it('is rolled back as a whole when the work fails', async () => {
    const [a] = names()
    const work = shareTransaction(test.database, async (shared) => {
      await shared.transaction(insert(a))
      throw new Error('changed its mind')
    })
    await expect(work).rejects.toThrow('changed its mind')
    expect(await exist(a)).toEqual([false])
  })

  it.each([0, 1])('begins anew when another was in the way, whether %d parts have failed or not', async (failing) => {
    const [a, b, c] = names()
    const serializationFailure = Object.assign(new Error('could not serialize access'), { code: '40001' })
    const busy = new SqliteDatabase.SqliteError('database is locked', 'SQLITE_BUSY')
    const inTheWay = test.kind === 'sqlite' ? busy : serializationFailure
    let attempts = 0
    await shareTransaction(test.database, async (shared) => {
      attempts += 1
      for (const slug of failing > 0 ? [a, a] : [a]) await tried(shared, insert(slug))
      await tried(shared, async (trx) => {
        await insert(b)(trx)
        if (attempts < 3) throw inTheWay
      })
      await tried(shared, insert(c))
    })
    expect(attempts).toBe(3)
    expect(await exist(a, b, c)).toEqual([true, true, true])
  })
})
