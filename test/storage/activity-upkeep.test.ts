import { expect, it } from 'vitest'
import { deleteExpiredActivity } from '../../src/background/activity-retention.ts'
import { ActivityWriter } from '../../src/background/activity-writer.ts'
import { announceExpiries } from '../../src/background/expiry-announcements.ts'
import type { NewActivity } from '../../src/domain/activity/entry.ts'
import { newIdAt } from '../../src/domain/ids.ts'
import { describeOnBothDatabases, type Json, type Tenant } from '../support/test-app.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const days = (number: number, from = Date.now()): Date => new Date(from + number * DAY_MS)

describeOnBothDatabases('the upkeep of activity', (test) => {
  const list = async ({ organizationId }: Tenant, query = ''): Promise<Json[]> => {
    await test.activity.flush()
    const { body } = await test.admin.get(`/organizations/${organizationId}/activity?limit=200${query}`).expect(200)
    return (body as Json).items as Json[]
  }

  it('each organization keeps its activity as many days as it wants to', async () => {
    const tenants = [await test.createTenant(), await test.createTenant()] as const
    await test.admin.patch(`/organizations/${tenants[0].organizationId}`, { activityRetentionDays: 7 }).expect(200)
    for (const { scim } of tenants) {
      for (const age of [-31, -30.5, -29, -8, -6]) {
        test.clock.at = days(age)
        await scim.get('/Users').expect(200)
      }
    }
    test.clock.at = undefined
    await test.activity.flush()
    await Promise.all([1, 2].map(() => deleteExpiredActivity(test.database, new Date(), { batch: 2 })))
    const kept = await Promise.all(tenants.map((it) => list(it, '&kind=scim')))
    expect(kept.map((it) => it.length)).toEqual([1, 3])
    const { body } = await test.admin.get(`/organizations/${tenants[0].organizationId}`).expect(200)
    expect(body).toMatchObject({ activityRetentionDays: 7 })
  })

  it('a token that expires is announced once at each mark, by any number of processes, and anew when it was extended', async () => {
    const tenant = await test.createTenant()
    const path = `/organizations/${tenant.organizationId}/scim-tokens`
    await test.admin.post(path, { description: 'Okta', expiresInDays: 20 }).expect(201)
    const forever = await test.admin.post(path, { description: 'Forever', expiresInDays: 0 }).expect(201)
    const keys = `/organizations/${tenant.organizationId}/admin-keys`
    await test.admin.post(keys, { description: 'Ada', role: 'owner', expiresInDays: 50 }).expect(201)
    const gone = await test.admin.post(path, { description: 'Gone', expiresInDays: 10 }).expect(201)
    await test.admin.delete(`${path}/${(gone.body as Json).id as string}`).expect(204)
    const announced = async (at: Date): Promise<string[]> => {
      const before = await list(tenant, '&kind=system')
      await Promise.all([1, 2, 3].map(() => announceExpiries(test.database, at)))
      const all = await list(tenant, '&kind=system')
      return all.filter(({ id }) => !before.some((it) => it.id === id)).map((it) => it.summary as string)
    }
    expect(await announced(days(5))).toEqual([])
    expect(await announced(days(6.5))).toEqual([
      expect.stringMatching(/^The SCIM token “Okta” expires in 14 days, on \d{4}-/),
    ])
    expect(await announced(days(10))).toEqual([])
    expect(await announced(days(17.5))).toEqual([expect.stringContaining('expires in 3 days')])
    expect(await announced(days(19.2))).toEqual([expect.stringContaining('expires within a day')])
    expect(await announced(days(19.5))).toEqual([])
    expect(await announced(days(21))).toEqual([])
    const [entry] = await list(tenant, '&kind=system')
    expect(entry).toMatchObject({ actor: { kind: 'rollcall' }, resource: { type: 'ScimToken', name: 'Okta' } })
    await test.admin.patch(`${path}/${(entry as Json).resource.id as string}`, { expiresInDays: 2 }).expect(200)
    expect(await announced(days(0))).toEqual([expect.stringContaining('expires in 2 days')])
    expect(await announced(days(48))).toEqual([expect.stringMatching(/^The admin key “Ada” expires in 2 days/)])
    expect(forever.body).toMatchObject({ expiresAt: null })
  })

  it('when there is more than can be stored, reads go first and are counted; the rest is stored once', async () => {
    const tenant = await test.createTenant()
    await tenant.scim.get('/Users').expect(200)
    const lost: number[] = []
    const errors: unknown[] = []
    const writer = new ActivityWriter(
      test.database,
      { onError: (it) => errors.push(it), onLost: (it) => lost.push(it) },
      10,
    )
    const record = (name: string, isDispensable: boolean) =>
      writer.record(tenant.organizationId, isDispensable, () => ({
        ...template(tenant),
        id: newIdAt(new Date()),
        summary: name,
      }))
    for (let index = 0; index < 8; index += 1) record(`read ${index}`, true)
    for (let index = 0; index < 6; index += 1) record(`failure ${index}`, false)
    await writer.flush()
    await writer.flush()
    const summaries = (await list(tenant, '&kind=system')).map((it) => it.summary as string)
    expect(summaries.filter((it) => it.startsWith('failure'))).toHaveLength(6)
    expect(summaries.filter((it) => it.startsWith('read'))).toHaveLength(4)
    expect(lost).toEqual([4])
    expect(errors).toEqual([])
  })

  it('a storm of reads of one organization is cut short, and those of another are recorded all the same', async () => {
    const [storm, calm] = [await test.createTenant(), await test.createTenant()]
    const lost: number[] = []
    const writer = new ActivityWriter(test.database, { onError: fail, onLost: (it) => lost.push(it) })
    let made = 0
    const read = (tenant: Tenant) =>
      writer.record(tenant.organizationId, true, () => {
        made += 1
        return { ...template(tenant), id: newIdAt(new Date()), summary: 'read' }
      })
    for (let index = 0; index < 250; index += 1) read(storm)
    for (let index = 0; index < 3; index += 1) read(calm)
    await writer.flush()
    read(storm)
    await writer.flush()
    expect(made).toBe(100 + 3 + 1)
    expect(lost).toEqual([150])
    expect(await list(calm, '&kind=system')).toHaveLength(3)
  })
})

function fail(error: unknown): never {
  throw error
}

function template({ organizationId }: Tenant): NewActivity {
  return {
    organizationId,
    id: '',
    at: new Date().toISOString(),
    kind: 'system',
    outcome: 'success',
    operation: null,
    summary: '',
    actor: { kind: 'rollcall', id: null, name: null },
    client: null,
    method: null,
    path: null,
    resource: null,
    status: null,
    code: null,
    detail: null,
    durationMs: null,
    requestId: null,
    changes: [],
    request: null,
    response: null,
  }
}
