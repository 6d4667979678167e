import { beforeAll, expect, it } from 'vitest'
import { describeOnBothDatabases, type Json, type TestApp } from '../support/test-app.ts'

const UNKNOWN = '01a20bc3-bbfb-769b-8125-d49ba8a37240'

/** What has a version: how to make one, and how to change it. */
const KINDS: { kind: string; create: (test: TestApp) => Promise<string>; change?: object }[] = [
  {
    kind: 'organization',
    create: async ({ admin }) => `/organizations/${(await admin.post('/organizations', { name: 'x' })).body.id}`,
    change: { name: 'Changed' },
  },
  {
    kind: 'SCIM token',
    create: (test) => createIn(test, 'scim-tokens', { description: 'x' }),
    change: { description: 'Changed' },
  },
  { kind: 'admin key', create: (test) => createIn(test, 'admin-keys', { description: 'x', role: 'viewer' }) },
]

let organization: string

async function createIn({ admin }: TestApp, list: string, body: object): Promise<string> {
  return `${organization}/${list}/${(await admin.post(`${organization}/${list}`, body).expect(201)).body.id}`
}

describeOnBothDatabases('versions in the admin API', (test) => {
  beforeAll(async () => {
    organization = `/organizations/${(await test.createTenant()).organizationId}`
  })

  it.each(KINDS)('an answer about one $kind has its version as a strong ETag', async ({ create, change }) => {
    const path = await create(test)
    const read = await test.admin.get(path).expect(200)
    expect([read.headers.etag, read.body.version]).toEqual(['"1"', '1'])
    if (!change) return
    const changed = await test.admin.patch(path, change).set('If-Match', '"1"').expect(200)
    expect([changed.headers.etag, changed.body.version]).toEqual(['"2"', '2'])
    expect((await test.admin.get(path).expect(200)).body).toEqual(changed.body)
  })

  it.each(KINDS)(
    'a $kind that somebody else has changed is not changed, and not deleted',
    async ({ create, change }) => {
      const path = await create(test)
      const before = (await test.admin.get(path).expect(200)).body as Json
      for (const stale of ['"7"', 'W/"1"', '"x"', '"01"', '"7", "8"', '""']) {
        const requests = [test.admin.delete(path), ...(change ? [test.admin.patch(path, change)] : [])]
        for (const request of requests) {
          const { body } = await request.set('If-Match', stale).expect(412)
          expect(body).toMatchObject({ code: 'versionMismatch', detail: expect.stringContaining('"1"') })
        }
      }
      expect((await test.admin.get(path).expect(200)).body).toEqual(before)
      await test.admin.delete(path).set('If-Match', '"7", "1"').expect(204)
      await test.admin.delete(path).set('If-Match', '"1"').expect(404)
    },
  )

  it.each(KINDS)('any version of a $kind will do for *, and one that is not there is not found', async ({ create }) => {
    const path = await create(test)
    const unknown = path.replace(/[^/]+$/, UNKNOWN)
    await test.admin.delete(unknown).set('If-Match', '"1"').expect(404)
    await test.admin.delete(path).set('If-Match', '*').expect(204)
  })

  it.each(['1', 'abc', '"1', '"1" "2"', "'1'", '"1", x'])(
    'If-Match that is no list of tags is refused: %s',
    async (header) => {
      for (const { create } of KINDS) {
        const { body } = await test.admin
          .delete(await create(test))
          .set('If-Match', header)
          .expect(400)
        expect(body).toMatchObject({ code: 'invalidValue', detail: expect.stringContaining('If-Match') })
      }
    },
  )

  it('entitlements and provisioning go by the version of the organization', async () => {
    const { body } = await test.admin.post('/organizations', { name: 'Switched' }).expect(201)
    const path = `/organizations/${body.id}`
    const on = await test.admin.put(`${path}/provisioning`, { enabled: true }).set('If-Match', '"1"').expect(200)
    expect(on.headers.etag).toBe('"2"')
    await test.admin.put(`${path}/provisioning`, { enabled: false }).set('If-Match', '"1"').expect(412)
    await test.admin.put(`${path}/entitlements`, { scim: false }).set('If-Match', '"1"').expect(412)
    const off = await test.admin.put(`${path}/entitlements`, { scim: false }).set('If-Match', '"2"').expect(200)
    expect(off.headers.etag).toBe('"3"')
    expect((await test.admin.get(path).expect(200)).body).toMatchObject({
      version: '3',
      entitlements: { scim: false },
      provisioning: { enabled: true },
    })
  })

  it('of changes at once that found the same version one is done', async () => {
    for (const { create, change } of KINDS) {
      if (!change) continue
      const path = await create(test)
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => test.admin.patch(path, change).set('If-Match', '"1"')),
      )
      expect(answers.map((it) => it.status).sort()).toEqual([200, 412, 412, 412, 412, 412])
      expect((await test.admin.get(path).expect(200)).body.version).toBe('2')
    }
  })
})
