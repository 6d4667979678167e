import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sequencer } from '../../src/background/sequencer.ts'
import { newId, newIdAt } from '../../src/domain/ids.ts'
import { insertEvents, type NewEvent } from '../../src/storage/events.ts'
import { numberEvents } from '../../src/storage/number-events.ts'
import {
  ENTERPRISE,
  GROUP,
  USER,
  describeOnBothDatabases,
  startTestApp,
  type Json,
  type Tenant,
  type TestApp,
} from '../support/test-app.ts'

describeOnBothDatabases('events', (test) => {
  /** What an organization's events tell, but for those of setting it up. */
  async function eventsOf({ organizationId }: Tenant, query = ''): Promise<Json[]> {
    await test.events.settle()
    const path = `/organizations/${organizationId}/events?limit=200&types=user.*,group.*${query}`
    const { body } = await test.admin.get(path).expect(200)
    return (body as { items: Json[] }).items
  }

  const shortly = (events: readonly Json[]): unknown[] =>
    events.map(({ type, resource, changed }) => [type, (resource as Json).version, changed])

  it('tell the life of a user, with the state after each change', async () => {
    const tenant = await test.createTenant()
    const { scim } = tenant
    const user = await scim.createUser({ userName: 'jo@acme.test', externalId: 'e1', password: 'Tr0ub4dor&3x!' })
    const path = `/Users/${String(user.id)}`
    await scim.patch(path, { op: 'replace', path: 'name.givenName', value: 'Jo' }).expect(200)
    await scim.patch(path, { op: 'replace', value: { active: false, title: 'Boss' } }).expect(200)
    await scim.patch(path, { op: 'replace', path: 'active', value: true }).expect(200)
    await scim.patch(path, { op: 'replace', path: 'active', value: true }).expect(200)
    await scim.delete(path).expect(204)

    const events = await eventsOf(tenant)
    expect(shortly(events)).toEqual([
      ['user.created', 1, null],
      ['user.updated', 2, ['name.givenName']],
      ['user.deactivated', 3, ['active']],
      ['user.updated', 3, ['title']],
      ['user.activated', 4, ['active']],
      ['user.deleted', 5, null],
    ])
    expect(events[3]).toMatchObject({
      organizationId: tenant.organizationId,
      resource: { type: 'User', id: user.id, externalId: 'e1', name: 'jo@acme.test' },
      data: {
        user: { id: user.id, active: false, title: 'Boss', name: { givenName: 'Jo' }, meta: { version: 'W/"3"' } },
      },
    })
    expect(events[2]?.requestId).toBe(events[3]?.requestId)
    expect(JSON.stringify(events)).not.toContain('password')
    const sequences = events.map((it) => Number(it.sequence))
    expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index))
  })

  it('tell who came to a group and who left it, also by leaving the organization', async () => {
    const tenant = await test.createTenant()
    const { scim } = tenant
    const [jo, al] = [await scim.createUser({ displayName: 'Jo' }), await scim.createUser({ displayName: 'Al' })]
    const group = await scim.createGroup({ displayName: 'Makers', members: [{ value: jo.id }] })
    const path = `/Groups/${String(group.id)}`
    await scim.patch(path, { op: 'add', path: 'members', value: [{ value: jo.id }, { value: al.id }] }).expect(204)
    await scim
      .patch(
        path,
        { op: 'remove', path: 'members', value: [{ value: jo.id }] },
        { op: 'add', path: 'members', value: [{ value: jo.id }] },
      )
      .expect(204)
    await scim.put(path, { schemas: [GROUP], displayName: 'Builders', members: [{ value: al.id }] }).expect(200)
    await scim.delete(`/Users/${String(al.id)}`).expect(204)
    await scim.delete(path).expect(204)

    const events = await eventsOf(tenant)
    const told = events.map(({ type, data }) => [
      type,
      ((data as Json).members as Json[] | undefined)?.map((it) => String(it.displayName)),
    ])
    expect(told.slice(2)).toEqual([
      ['group.created', undefined],
      ['group.members_added', ['Jo']],
      ['group.members_added', ['Al']],
      ['group.updated', undefined],
      ['group.members_removed', ['Jo']],
      ['user.deleted', undefined],
      ['group.members_removed', ['Al']],
      ['group.deleted', undefined],
    ])
    expect(events.at(-2)?.resource).toMatchObject({ id: group.id, name: 'Builders', version: 4 })
  })

  it('name at most 500 members each, and lose none', async () => {
    const tenant = await test.createTenant()
    const { scim } = tenant
    const made = await scim
      .post('/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: Array.from({ length: 600 }, (_, index) => ({
          method: 'POST',
          path: '/Users',
          bulkId: `u${index}`,
          data: { schemas: [USER], userName: `u${index}` },
        })),
      })
      .expect(200)
    const ids = (made.body as { Operations: Json[] }).Operations.map((it) => String(it.location).slice(-36))
    await scim.createGroup({ members: ids.map((value) => ({ value })) })
    const events = await eventsOf(tenant, '&after=603')
    const members = events.slice(-2).map((it) => ((it.data as Json).members as Json[]).map(({ id }) => String(id)))
    expect(members.map((it) => it.length)).toEqual([500, 100])
    expect(new Set(members.flat())).toEqual(new Set(ids))
  })

  it('tell of a manager who is gone, and of a user who came back', async () => {
    const tenant = await test.createTenant()
    await test.admin.patch(`/organizations/${tenant.organizationId}`, { restoreDeletedUsers: true }).expect(200)
    const scim = tenant.scim
    const boss = await scim.createUser({ userName: 'boss' })
    await scim.createUser({ userName: 'jo', [ENTERPRISE]: { manager: { value: boss.id } } })
    await scim.delete(`/Users/${String(boss.id)}`).expect(204)
    const back = await scim.createUser({ userName: 'boss' })
    expect(back.id).toBe(boss.id)
    expect(shortly(await eventsOf(tenant)).slice(2)).toEqual([
      ['user.deleted', 2, null],
      ['user.updated', 2, [`${ENTERPRISE}:manager.value`]],
      ['user.restored', 3, null],
    ])
  })

  it('tell of credentials, settings and provisioning, never with a secret', async () => {
    const { organizationId, tokenId, token } = await test.createTenant()
    const base = `/organizations/${organizationId}`
    const rotated = await test.admin.post(`${base}/scim-tokens/${tokenId}/rotate`, {}).expect(200)
    await test.admin.patch(`${base}/scim-tokens/${tokenId}`, { description: 'Okta' }).expect(200)
    await test.admin.delete(`${base}/scim-tokens/${tokenId}`).expect(204)
    const key = await test.admin.post(`${base}/admin-keys`, { description: 'Jo', role: 'owner' }).expect(201)
    await test.admin.patch(base, { name: 'Acme' }).expect(200)
    await test.admin.patch(base, { name: 'Acme' }).expect(200)
    await test.admin.put(`${base}/provisioning`, { enabled: false }).expect(200)
    await test.events.settle()
    const { body } = await test.admin.get(`${base}/events`).expect(200)
    const events = (body as { items: Json[] }).items
    expect(events.map((it) => [it.type, it.changed])).toEqual([
      ['provisioning.enabled', ['provisioning.enabled']],
      ['scim_token.created', null],
      ['scim_token.rotated', ['prefix', 'expiresAt', 'overlapEndsAt']],
      ['scim_token.updated', ['description']],
      ['scim_token.revoked', null],
      ['admin_key.created', null],
      ['organization.updated', ['name']],
      ['provisioning.disabled', ['provisioning.enabled']],
    ])
    const text = JSON.stringify(events)
    for (const secret of [token, (rotated.body as Json).token, (key.body as Json).key]) {
      expect(text).not.toContain(secret)
    }
    const [, created] = events
    const one = await test.admin.get(`${base}/events/${String(created?.id)}`).expect(200)
    expect(one.body).toEqual(created)
  })

  it('a request that fails, or changes nothing, makes none', async () => {
    const tenant = await test.createTenant()
    const user = await tenant.scim.createUser({ userName: 'jo' })
    await tenant.scim.post('/Users', { schemas: [USER], userName: 'JO' }).expect(409)
    await tenant.scim.patch(`/Users/${String(user.id)}`, { op: 'replace', path: 'userName', value: 'jo' }).expect(200)
    expect(await eventsOf(tenant)).toHaveLength(1)
  })

  it('50 changes of one group at once make 50 events in the order of its versions', async () => {
    const tenant = await test.createTenant()
    const users = await Promise.all(Array.from({ length: 50 }, () => tenant.scim.createUser()))
    const group = await tenant.scim.createGroup()
    test.events.isLive = true
    await Promise.all(
      users.map(({ id }) =>
        tenant.scim
          .patch(`/Groups/${String(group.id)}`, { op: 'add', path: 'members', value: [{ value: id }] })
          .expect(204),
      ),
    )
    test.events.isLive = false
    const events = (await eventsOf(tenant)).filter((it) => it.type === 'group.members_added')
    expect(events.map((it) => (it.resource as Json).version)).toEqual(users.map((_, index) => index + 2))
  })

  it('of one resource are in the order of its versions, whatever the clocks of the servers say', async () => {
    const { organizationId } = await test.createTenant()
    await test.events.settle()
    const event = (resource: string, version: number, minute: number): NewEvent => {
      const at = new Date(Date.UTC(2026, 0, 1, 0, minute))
      return {
        organizationId,
        id: newIdAt(at),
        at: at.toISOString(),
        type: 'user.updated',
        resource: { type: 'User', id: resource, externalId: null, name: null, version },
        rank: 0,
        changed: null,
        data: null,
        requestId: null,
        operation: null,
      }
    }
    const [a, b] = [newId(), newId()]
    const written = [event(a, 2, 1), event(a, 1, 5), event(b, 1, 3), event(a, 3, 2), event(b, 2, 9)]
    const numbered = await test.database.transaction(async (trx) => {
      await insertEvents(trx, written)
      return numberEvents(trx, organizationId)
    })
    const order = numbered.map(({ resource }) => `${resource.id === a ? 'a' : 'b'}${resource.version}`)
    expect(order).toEqual(['b1', 'a1', 'a2', 'a3', 'b2'])
  })

  it('the feed is read page by page, from any point, by types', async () => {
    const tenant = await test.createTenant()
    for (let index = 0; index < 5; index += 1) await tenant.scim.createUser()
    await tenant.scim.createGroup()
    await test.events.settle()
    const path = `/organizations/${tenant.organizationId}/events`
    const read = async (query: string): Promise<Json> =>
      (await test.admin.get(`${path}?${query}`).expect(200)).body as Json
    const { latestSequence } = await read('after=latest')
    expect(latestSequence).toBe(8)
    const seen: number[] = []
    for (let after = 0; after < latestSequence;) {
      const page = await read(`after=${after}&limit=3`)
      seen.push(...(page.items as Json[]).map((it) => Number(it.sequence)))
      after = Number(page.nextAfter)
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const groups = await read('after=2&types=group.*,provisioning.enabled')
    expect(groups).toMatchObject({ items: [{ type: 'group.created', sequence: 8 }], nextAfter: 8 })
    await test.admin.get(`${path}?types=user.creatd`).expect(400)
    await test.admin.get(`${path}?after=9`).expect(400)
    await test.admin.get(`${path}/${newId()}`).expect(404)
  })

  it('a long poll answers as soon as there is an event, of this server or of another one', async () => {
    const tenant = await test.createTenant()
    await test.events.settle()
    const path = `/organizations/${tenant.organizationId}/events?after=2&wait=20`
    test.events.isLive = true
    const [{ body }] = await Promise.all([
      test.admin.get(path).expect(200),
      delay(100).then(() => tenant.scim.createUser({ userName: 'jo' })),
    ])
    test.events.isLive = false
    expect(body).toMatchObject({ items: [{ type: 'user.created' }], nextAfter: 3 })

    const other = new Sequencer(test.database, {
      onNumbered: () => undefined,
      onError: console.error,
      now: () => new Date(),
    })
    const begun = performance.now()
    const [later] = await Promise.all([
      test.admin.get(path.replace('after=2', 'after=3')).expect(200),
      tenant.scim.createUser({ userName: 'al' }).then(() => other.settle()),
    ])
    expect(later.body).toMatchObject({ items: [{ type: 'user.created' }], nextAfter: 4 })
    expect(performance.now() - begun).toBeLessThan(10_000)

    const nothing = await test.admin.get(path.replace('after=2&wait=20', 'after=4&wait=1')).expect(200)
    expect(nothing.body).toMatchObject({ items: [], nextAfter: 4, latestSequence: 4 })
  })

  it('another organization sees none of them', async () => {
    const [one, other] = [await test.createTenant(), await test.createTenant()]
    await one.scim.createUser()
    const [event] = await eventsOf(one)
    await test.admin.get(`/organizations/${other.organizationId}/events/${String(event?.id)}`).expect(404)
    expect(await eventsOf(other)).toEqual([])
  })
})

describe('events of transactions that overlap (postgres)', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await startTestApp('postgres')
  })
  afterAll(() => test.database.close())

  it('of those that commit out of order none is lost for a reader', async () => {
    const { organizationId } = await test.createTenant()
    await test.events.settle()
    const event = (name: string): NewEvent => ({
      organizationId,
      id: newId(),
      at: new Date().toISOString(),
      type: 'user.created',
      resource: { type: 'User', id: newId(), externalId: null, name, version: 1 },
      rank: 0,
      changed: null,
      data: null,
      requestId: null,
      operation: null,
    })
    const names = async (after: number): Promise<unknown[]> => {
      const { body } = await test.admin.get(`/organizations/${organizationId}/events?after=${after}`).expect(200)
      return (body as { items: Json[] }).items.map((it) => [it.sequence, (it.resource as Json).name])
    }
    const [begun, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const earlier = test.database.transaction(async (trx) => {
      await insertEvents(trx, [event('earlier')])
      begun.resolve(undefined)
      await mayEnd.promise
    })
    await begun.promise
    await test.database.transaction((trx) => insertEvents(trx, [event('later')]))
    await test.events.settle()
    expect(await names(2)).toEqual([[3, 'later']])
    mayEnd.resolve(undefined)
    await earlier
    await test.events.settle()
    expect(await names(3)).toEqual([[4, 'earlier']])
    expect(await names(2)).toEqual([
      [3, 'later'],
      [4, 'earlier'],
    ])
  })
})
