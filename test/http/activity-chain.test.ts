import { sql, type RawBuilder } from 'kysely'
import { describe, expect, it } from 'vitest'
import { deleteExpiredActivity } from '../../src/background/activity-retention.ts'
import { sealAllActivity } from '../../src/background/activity-sealer.ts'
import { hashBlock } from '../../src/domain/activity/chain.ts'
import { newIdAt } from '../../src/domain/ids.ts'
import { lastBlock, listBlocks } from '../../src/storage/activity-chain.ts'
import { insertActivity } from '../../src/storage/activity.ts'
import { arbitraryEntry } from '../support/arbitrary-activity.ts'
import { describeOnBothDatabases, USER, uniqueName, type Json, type Tenant } from '../support/test-app.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)

describeOnBothDatabases('the chain of activity', (test) => {
  const now = (): Date => test.clock.at ?? new Date()
  const seal = async (): Promise<void> => {
    await test.activity.flush()
    await sealAllActivity(test.database, now)
  }
  const at = ({ organizationId }: Tenant, path: string): string => `/organizations/${organizationId}${path}`
  const run = (statement: RawBuilder<unknown>) => statement.execute(test.database.kysely)
  const ids = async ({ organizationId }: Tenant): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select id from activity where organization_id = ${organizationId} order by id`.execute(test.database.kysely)
    return rows.map((it) => it.id)
  }

  /** All parts of a verification. */
  const verify = async (of: Tenant, query = ''): Promise<Json & { problems: Json[]; parts: Json[] }> => {
    const parts: Json[] = []
    for (let cursor: unknown = ''; cursor !== null; cursor = parts.at(-1)?.nextCursor) {
      const page = typeof cursor === 'string' && cursor !== '' ? `&cursor=${cursor}` : ''
      const { body } = await test.admin.get(at(of, `/activity/verification?${query}${page}`)).expect(200)
      parts.push(body as Json)
    }
    const sum = parts.reduce((total, it) => total + (it.entries as number), 0)
    const problems = parts.flatMap((it) => it.problems as Json[])
    expect(parts.every((it) => it.isIntact as boolean)).toBe(problems.length === 0)
    return { ...parts.at(-1), entries: sum, problems, parts }
  }
  const kinds = ({ problems }: { problems: Json[] }) =>
    problems.map((it) => [it.kind, it.block, it.entryId] as unknown[])

  /** Three entries of creating an organization, and four blocks with the creation of a user each. */
  const chained = async (): Promise<Tenant> => {
    const tenant = await test.createTenant()
    await seal()
    for (let index = 0; index < 4; index += 1) {
      await tenant.scim.createUser()
      await seal()
    }
    return tenant
  }

  it('has every change and every failure once, of concurrent writers too, whoever seals them', async () => {
    const tenant = await test.createTenant()
    const { scim } = tenant
    const user = await scim.createUser()
    const write = async (number: number): Promise<void> => {
      await scim.post('/Users', { schemas: [USER], userName: uniqueName() }).expect(201)
      await scim.patch(`/Users/${user.id}`, { op: 'replace', path: 'title', value: `${number}` }).expect(200)
      await scim.post('/Users', { schemas: [USER] }).expect(400)
      await scim.get('/Users/nobody').expect(404)
      await test.admin.put(at(tenant, '/provisioning'), { enabled: 'perhaps' }).expect(400)
    }
    const writers = Array.from({ length: 8 }, async (_, number) => {
      await write(number)
      await Promise.all([sealAllActivity(test.database, now), sealAllActivity(test.database, now)])
    })
    await Promise.all(writers)
    const before = await verify(tenant)
    expect(before).toMatchObject({ isIntact: true, problems: [] })
    await test.activity.flush()
    await Promise.all(Array.from({ length: 3 }, () => sealAllActivity(test.database, now)))
    const entries = 3 + 1 + 8 * 5
    expect(await ids(tenant)).toHaveLength(entries)
    const after = await verify(tenant)
    expect(after).toMatchObject({ isIntact: true, entries, unsealed: 0, problems: [] })
    expect(after.head).toEqual({
      block: expect.any(Number),
      hash: expect.stringMatching(/^[\da-f]{64}$/),
      at: expect.any(String),
    })
    const blocks = await listBlocks(test.database, tenant.organizationId, 1, 100)
    expect(blocks.map((it) => it.number)).toEqual(blocks.map((_, index) => index + 1))
  })

  it('an organization without activity to seal, and one whose activity is not sealed yet, are intact', async () => {
    const tenant = await test.createTenant()
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 0, head: null, unsealed: 3 })
    await run(sql`delete from activity where organization_id = ${tenant.organizationId}`)
    await run(sql`delete from activity_unsealed where organization_id = ${tenant.organizationId}`)
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 0, head: null, unsealed: 0 })
  })

  it('stays intact when settings change', async () => {
    const tenant = await chained()
    const settings = { name: uniqueName(), activityRetentionDays: 1, activityReadsPercent: 5, eventRetentionDays: 7 }
    const { body } = await test.admin.patch(at(tenant, ''), settings).expect(200)
    expect(body).toMatchObject(settings)
    await test.admin.put(at(tenant, '/provisioning'), { enabled: false }).expect(200)
    await seal()
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 9, unsealed: 0 })
  })

  it('stays intact when retention deletes, which is seen from what must still be there', async () => {
    const tenant = await test.createTenant()
    await seal()
    for (const age of [40, 35, 31, 20, 10]) {
      test.clock.at = daysAgo(age)
      for (let index = 0; index < 2; index += 1) await tenant.scim.createUser()
      await seal()
    }
    test.clock.at = undefined
    const blocks = async () => (await listBlocks(test.database, tenant.organizationId, 1, 100)).map((it) => it.number)
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 13 })
    expect(await blocks()).toEqual([1, 2, 3, 4, 5, 6])
    const { head } = await verify(tenant)

    // The first block has what was made just now; without it, blocks go with their entries.
    const [, , , ...recent] = await ids(tenant)
    expect(recent).toHaveLength(10)
    await Promise.all([1, 2].map(() => deleteExpiredActivity(test.database, new Date(), { batch: 1 })))
    expect(await ids(tenant)).toHaveLength(7)
    expect(await verify(tenant, `expectHead=${head.hash as string}`)).toMatchObject({ isIntact: true, problems: [] })
    await seal()
    expect(await verify(tenant)).toMatchObject({ isIntact: true, problems: [] })

    const [oldest] = await ids(tenant)
    await run(sql`delete from activity where organization_id = ${tenant.organizationId} and id = ${oldest}`)
    expect(kinds(await verify(tenant))).toEqual([['missing', 5, oldest]])
  })

  it('blocks go when their entries have gone, and not before', async () => {
    const tenant = await test.createTenant()
    await run(sql`delete from activity where organization_id = ${tenant.organizationId}`)
    await run(sql`delete from activity_unsealed where organization_id = ${tenant.organizationId}`)
    for (const age of [40, 35, 31, 20, 10]) {
      test.clock.at = daysAgo(age)
      await tenant.scim.createUser()
      await seal()
    }
    test.clock.at = undefined
    await deleteExpiredActivity(test.database, new Date())
    const blocks = async () => (await listBlocks(test.database, tenant.organizationId, 1, 100)).map((it) => it.number)
    expect(await blocks()).toEqual([4, 5, 6])
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 2 })
    await run(sql`delete from activity_blocks where organization_id = ${tenant.organizationId} and number = 4`)
    const { problems } = await verify(tenant)
    expect(problems[0]).toMatchObject({ kind: 'chainBroken', block: 4, entryId: null })
  })

  it('an organization that is older than the chain has what came before it left alone', async () => {
    const tenant = await test.createTenant()
    const { organizationId } = tenant
    // As the migration leaves it, and as the version before goes on.
    await run(sql`delete from activity_unsealed where organization_id = ${organizationId}`)
    await run(sql`update organizations set activity_sealed_from = ${newIdAt(new Date())} where id = ${organizationId}`)
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 0, head: null })
    await tenant.scim.createUser()
    await seal()
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 1, unsealed: 0 })
    await run(sql`delete from activity where organization_id = ${organizationId} and operation = 'createUser'`)
    expect((await verify(tenant)).problems).toMatchObject([{ kind: 'missing', block: 1 }])
  })

  describe('what somebody does who can write to the database is found:', () => {
    /** Changes something of a chain of five blocks, and what must be found first, and how much at all. */
    type Tampering = (of: string, entries: string[]) => [statements: RawBuilder<unknown>[], expected: unknown[][]]
    const blocksOf = (of: string) => sql`activity_blocks where organization_id = ${of}`
    const renumber = (of: string, from: number, to: number) =>
      sql`update activity_blocks set number = ${to} where organization_id = ${of} and number = ${from}`

    const tamperings: [string, Tampering][] = [
      [
        'an entry that was altered',
        (of, entries) => [
          [sql`update activity set actor_name = 'Somebody else' where organization_id = ${of} and id = ${entries[4]}`],
          [['altered', 3, entries[4]]],
        ],
      ],
      [
        'an entry whose changes were altered',
        (of, entries) => [
          [sql`update activity set changes = null where organization_id = ${of} and id = ${entries[3]}`],
          [['altered', 2, entries[3]]],
        ],
      ],
      [
        'an entry that was removed',
        (of, entries) => [
          [sql`delete from activity where organization_id = ${of} and id = ${entries[5]}`],
          [['missing', 4, entries[5]]],
        ],
      ],
      [
        'an entry that was added',
        (of, entries) => {
          const added = `${entries[4]?.slice(0, -12)}ffffffffffff`
          const columns = sql`at, kind, outcome, summary, actor_kind, request_truncated, response_truncated`
          return [
            [
              sql`insert into activity (organization_id, id, ${columns}) select organization_id, ${added}, ${columns}
                from activity where organization_id = ${of} and id = ${entries[4]}`,
            ],
            [['added', null, added]],
          ]
        },
      ],
      [
        'two entries that were exchanged',
        (of, entries) => [
          [
            sql`update activity set summary = (
              select summary from activity where organization_id = ${of} and id = ${entries[3]}
            ) where organization_id = ${of} and id = ${entries[4]}`,
          ],
          [['altered', 3, entries[4]]],
        ],
      ],
      [
        'a block that was altered',
        (of, entries) => [
          [sql`update activity_blocks set entries = '[]' where organization_id = ${of} and number = 3`],
          [
            ['chainBroken', 3, null],
            ['added', null, entries[4]],
          ],
        ],
      ],
      [
        'a block that says that entries may be gone',
        (of) => [
          [sql`update activity_blocks set kept_from = newest_id where organization_id = ${of} and number = 5`],
          [['chainBroken', 5, null]],
        ],
      ],
      [
        'a block that was removed',
        (of, entries) => [
          [sql`delete from ${blocksOf(of)} and number = 3`],
          [
            ['chainBroken', 3, null],
            ['added', null, entries[4]],
          ],
        ],
      ],
      [
        'the first blocks, removed with their entries',
        (of, entries) => [
          [
            sql`delete from ${blocksOf(of)} and number < 4`,
            sql`delete from activity where organization_id = ${of} and id < ${entries[5]}`,
          ],
          [['chainBroken', 1, null]],
        ],
      ],
      [
        'two blocks that were exchanged',
        (of) => [
          [renumber(of, 2, 99), renumber(of, 3, 2), renumber(of, 99, 3)],
          [
            ['chainBroken', 2, null],
            ['chainBroken', 3, null],
            ['chainBroken', 4, null],
          ],
        ],
      ],
      [
        'a block that is no list of entries',
        (of, entries) => [
          [sql`update activity_blocks set entries = '[["x","y"]]' where organization_id = ${of} and number = 2`],
          [
            ['chainBroken', 2, null],
            ['added', null, entries[3]],
          ],
        ],
      ],
      [
        'an organization whose chain was thrown away, though it goes on',
        (of, entries) => [[sql`delete from ${blocksOf(of)}`], entries.map((id) => ['added', null, id])],
      ],
    ]

    it.each(tamperings)('%s', async (_title, tampering) => {
      const tenant = await chained()
      expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 7, unsealed: 0 })
      const [statements, expected] = tampering(tenant.organizationId, await ids(tenant))
      for (const statement of statements) await run(statement)
      const found = await verify(tenant)
      expect(kinds(found)).toEqual(expected)
      for (const { detail } of found.problems) expect(detail).toMatch(/\w/)
      // What goes on afterwards hides nothing.
      await tenant.scim.createUser()
      await seal()
      expect(kinds(await verify(tenant))).toEqual(expected)
    })
  })

  it('an end that was cut off, or a chain that was made anew, is found by a head that was kept', async () => {
    const tenant = await chained()
    const of = tenant.organizationId
    const kept = (await verify(tenant)).head as Json
    const expecting = `expectHead=${kept.hash as string}`
    await tenant.scim.createUser()
    await seal()
    expect(await verify(tenant, expecting)).toMatchObject({ isIntact: true })

    const entries = await ids(tenant)
    await run(sql`delete from activity_blocks where organization_id = ${of} and number > 4`)
    await run(sql`delete from activity where organization_id = ${of} and id >= ${entries[6]}`)
    expect(await verify(tenant)).toMatchObject({ isIntact: true, head: { block: 4 } })
    const cut = await verify(tenant, expecting)
    expect(cut.problems).toMatchObject([{ kind: 'chainBroken', detail: expect.stringContaining('cut off') }])

    // Whoever makes the last block anew, with an entry less, has the chain right, but not its head.
    const last = await lastBlock(test.database, of)
    if (!last) throw new Error('There is no block')
    await run(sql`delete from activity where organization_id = ${of} and id = ${entries[5]}`)
    const hash = hashBlock({ ...last, entries: '[]' })
    await run(
      sql`update activity_blocks set entries = '[]', hash = ${hash} where organization_id = ${of} and number = 4`,
    )
    expect(await verify(tenant)).toMatchObject({ isIntact: true })
    expect((await verify(tenant, `expectHead=${last.hash}`)).problems).toMatchObject([{ kind: 'chainBroken' }])
    await test.admin.get(at(tenant, '/activity/verification?expectHead=x')).expect(400)
    await test.admin.get(at(tenant, '/activity/verification?cursor=x')).expect(400)
  })

  it('clocks that differ between processes, or are moved, break nothing', async () => {
    const tenant = await test.createTenant()
    for (const age of [0, -400, 3, 0, 400, 0]) {
      test.clock.at = daysAgo(age)
      await tenant.scim.get('/Users/nobody')
      await seal()
    }
    test.clock.at = undefined
    await tenant.scim.createUser()
    await seal()
    expect(await verify(tenant)).toMatchObject({ isIntact: true, unsealed: 0, problems: [] })
  })

  it('a long chain is looked at in parts, and what is wrong at its end is found', async () => {
    const tenant = await test.createTenant()
    const entries = Array.from({ length: 6_000 }, (_, index) => ({
      ...arbitraryEntry.plain,
      organizationId: tenant.organizationId,
      id: newIdAt(new Date()),
      summary: `Number ${index}`,
    }))
    for (let from = 0; from < entries.length; from += 500) {
      await test.database.transaction((trx) => insertActivity(trx, entries.slice(from, from + 500)))
    }
    await seal()
    // As autovacuum does within a minute of so many new rows.
    if (test.kind === 'postgres') await run(sql`analyze`)
    const blocks = await listBlocks(test.database, tenant.organizationId, 1, 100)
    expect(blocks.length).toBeGreaterThanOrEqual(13)
    expect(await verify(tenant)).toMatchObject({ isIntact: true, entries: 6_003 })
    const last = entries.at(-1)?.id
    await run(sql`update activity set summary = 'x' where organization_id = ${tenant.organizationId} and id = ${last}`)
    const found = await verify(tenant)
    expect(kinds(found)).toEqual([['altered', blocks.at(-1)?.number, last]])
    expect(found.parts.length).toBeGreaterThanOrEqual(5)
    for (const part of found.parts) expect(part.entries).toBeLessThan(2_600)
    await run(sql`delete from activity_blocks where organization_id = ${tenant.organizationId} and number > 1`)
    for (const part of (await verify(tenant)).parts) expect((part.problems as Json[]).length).toBeLessThanOrEqual(100)
  })

  it('goes with its organization', async () => {
    const tenant = await chained()
    await tenant.scim.createUser()
    await Promise.all([test.admin.delete(at(tenant, '')).expect(204), sealAllActivity(test.database, now)])
    for (const table of ['activity_unsealed', 'activity_blocks', 'activity_block_seconds']) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where organization_id = ${tenant.organizationId}`.execute(
          test.database.kysely,
        )
      expect(rows).toEqual([])
    }
  })
})
