import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import type { Database, Trx } from '../../src/storage/database.ts'
import { insertOrganization, listOrganizations } from '../../src/storage/organizations.ts'
import { shareTransaction } from '../../src/storage/shared-transaction.ts'
import { DATABASES, openTestDatabase } from '../support/databases.ts'

describe.each(DATABASES)('statements that are left to the commit (%s)', (kind) => {
  let database: Database
  beforeEach(async () => {
    database = await openTestDatabase(kind)
  })
  afterEach(() => database.close())

  const insert = (trx: Trx, slug: string): Promise<void> =>
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
  const slugs = async (): Promise<string[]> => (await listOrganizations(database, { limit: 9 })).map((it) => it.slug)
  const fail = (trx: Trx): Promise<unknown> => trx.run('insert into nowhere values (1)', [])

  it('are committed with the rest', async () => {
    const result = await database.transaction(async (trx) => {
      await insert(trx, 'a')
      await trx.untilCommit(trx.run(`update organizations set slug = 'b'`, []))
      return 7
    })
    expect([result, await slugs()]).toEqual([7, ['b']])
  })

  it('fail the transaction with their own error, whatever comes after them, and nothing of it stays', async () => {
    const works: ((trx: Trx) => Promise<unknown>)[] = [
      (trx) => trx.untilCommit(fail(trx)),
      async (trx) => {
        await trx.untilCommit(fail(trx))
        await insert(trx, 'behind')
      },
    ]
    for (const work of works) {
      const failing = database.transaction(async (trx) => {
        await insert(trx, 'a')
        await work(trx)
      })
      await expect(failing).rejects.toThrow(/nowhere/)
      expect(await slugs()).toEqual([])
    }
    // The connections are as good as before.
    await Promise.all(['c', 'd', 'e'].map((it) => database.transaction((trx) => insert(trx, it))))
    expect((await slugs()).sort()).toEqual(['c', 'd', 'e'])
  })

  it('fail their own part of a shared transaction, and no other', async () => {
    const outcomes = await shareTransaction(database, (shared) =>
      [0, 1, 2].reduce<Promise<string[]>>(async (before, part) => {
        const outcomes = await before
        const outcome = shared.transaction(async (trx) => {
          await insert(trx, `part ${part}`)
          if (part === 1) await trx.untilCommit(fail(trx))
        })
        return [...outcomes, await outcome.then(() => 'done', translate)]
      }, Promise.resolve([])),
    )
    expect(outcomes).toEqual(['done', 'failed', 'done'])
    expect((await slugs()).sort()).toEqual(['part 0', 'part 2'])
  })

  it('are not run in no transaction when they come too late', async () => {
    let kept: Trx | undefined
    await database.transaction(async (trx) => {
      kept = trx
      await insert(trx, 'a')
    })
    await expect(kept?.run('delete from organizations', [])).rejects.toThrow('The transaction is over')
    expect(await slugs()).toEqual(['a'])
  })
})

/** The first time, the whole transaction begins anew with savepoints. */
function translate(error: unknown): string {
  if (error instanceof Error && error.name === 'TransactionLost') throw error
  return 'failed'
}
