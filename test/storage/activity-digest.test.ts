import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import { findDigests, insertActivity } from '../../src/storage/activity.ts'
import { arbitraryEntry } from '../support/arbitrary-activity.ts'
import { describeOnBothDatabases } from '../support/test-app.ts'

describeOnBothDatabases('the digest of an entry', (test) => {
  it('is the same when the entry is read back, whatever is in it', async () => {
    const { organizationId } = await test.createTenant()
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryEntry.any, { minLength: 1, maxLength: 20 }), async (made) => {
        const entries = made.map((it) => ({ ...it, organizationId, id: newId() }))
        await test.database.transaction((trx) => insertActivity(trx, entries))
        // An entry that is tried again is not sealed twice.
        await test.database.transaction((trx) => insertActivity(trx, entries))
        const ids = entries.map((it) => it.id)
        const { rows } = await sql<{ entry_id: string; digest: string }>`
          select entry_id, digest from activity_unsealed
          where organization_id = ${organizationId} and entry_id in ${test.database.dialect.idsIn(ids)}`.execute(
          test.database.kysely,
        )
        const sealed = new Map(rows.map((it) => [it.entry_id, it.digest]))
        expect(sealed.size).toBe(entries.length)
        expect(new Map(await findDigests(test.database, organizationId, ids))).toEqual(sealed)
      }),
      { numRuns: 60 },
    )
  })

  it('differs when anything of the entry does', async () => {
    const [one, other] = [await test.createTenant(), await test.createTenant()]
    const id = newId()
    const entry = { ...arbitraryEntry.plain, organizationId: one.organizationId, id, summary: 'a', detail: null }
    const variants = [
      entry,
      { ...entry, detail: '' },
      { ...entry, code: '' },
      { ...entry, summary: '', detail: 'a' },
      { ...entry, at: '2026-01-31T09:00:00.001Z' },
      { ...entry, durationMs: 0 },
      { ...entry, request: { mediaType: null, body: '', isTruncated: false } },
      { ...entry, request: { mediaType: null, body: '', isTruncated: true } },
      { ...entry, response: { mediaType: null, body: '', isTruncated: false } },
      { ...entry, organizationId: other.organizationId },
    ]
    const digests: (string | undefined)[] = []
    for (const variant of variants) {
      await sql`delete from activity where id = ${id}`.execute(test.database.kysely)
      await sql`delete from activity_unsealed where entry_id = ${id}`.execute(test.database.kysely)
      await test.database.transaction((trx) => insertActivity(trx, [variant]))
      digests.push((await findDigests(test.database, variant.organizationId, [id])).get(id))
    }
    expect(new Set(digests).size).toBe(variants.length)
  })
})
