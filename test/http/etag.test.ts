import { beforeAll, describe, expect, it } from 'vitest'
import {
  describeOnBothDatabases,
  GROUP,
  scimError,
  uniqueName,
  USER,
  type Json,
  type Tenant,
} from '../support/test-app.ts'

const title = (value: string): Json => ({ op: 'replace', path: 'title', value })

describeOnBothDatabases('versions', (test) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await test.createTenant()
  })

  const read = async ({ id }: Json): Promise<Json> => (await tenant.scim.get(`/Users/${id}`).expect(200)).body as Json
  /** A user in version 2. */
  const changedUser = async (): Promise<Json> => {
    const { id } = await tenant.scim.createUser()
    return (await tenant.scim.patch(`/Users/${id}`, title('Guide')).expect(200)).body as Json
  }
  const write = (method: string, { id, userName }: Json) => {
    const path = `/Users/${id}`
    if (method === 'PUT') return tenant.scim.put(path, { schemas: [USER], userName, title: 'Agent' })
    return method === 'PATCH' ? tenant.scim.patch(path, title('Agent')) : tenant.scim.delete(path)
  }

  it('the ETag of every answer about one resource is its meta.version, and weak', async () => {
    const { id, userName } = await tenant.scim.createUser()
    const user = `/Users/${id}`
    for (const request of [
      tenant.scim.post('/Users', { schemas: [USER], userName: uniqueName() }).expect(201),
      tenant.scim.get(user).expect(200),
      tenant.scim.patch(user, title('Guide')).expect(200),
      tenant.scim.put(user, { schemas: [USER], userName }).expect(200),
      tenant.scim.post('/Groups', { schemas: [GROUP], displayName: uniqueName() }).expect(201),
    ]) {
      const { body, headers } = await request
      expect(headers.etag).toMatch(/^W\/"[^"]+"$/)
      expect((body as Json).meta.version).toBe(headers.etag)
    }
  })

  it('a projection without meta leaves the ETag, and a list has only meta.version', async () => {
    const { id, meta } = await changedUser()
    const { headers } = await tenant.scim.get(`/Users/${id}`, { attributes: 'userName' }).expect(200)
    expect(headers.etag).toBe(meta.version)
    const list = await tenant.scim.get('/Users', { filter: `id eq "${id}"` }).expect(200)
    expect(list.headers).not.toHaveProperty('etag')
    expect((list.body as Json).Resources[0].meta.version).toBe(meta.version)
  })

  it('every change makes another version, and a version never comes back', async () => {
    const user = await tenant.scim.createUser()
    const versions = [user.meta.version]
    for (const value of ['One', 'Two', 'One']) {
      const { body } = await tenant.scim.patch(`/Users/${user.id}`, title(value)).expect(200)
      versions.push((body as Json).meta.version)
    }
    expect(new Set(versions).size).toBe(4)
  })

  describe.each(['PUT', 'PATCH', 'DELETE'])('%s with If-Match', (method) => {
    it.each(['W/"2"', '"2"', '*', 'W/"1", W/"2"', '"1","2"'])('%s on version 2 goes on', async (header) => {
      const { status } = await write(method, await changedUser()).set('If-Match', header)
      expect(status).toBe(method === 'DELETE' ? 204 : 200)
    })

    it.each(['W/"1"', '"1"', 'W/"22"', 'W/"1", W/"3"', '"W/2"', '2', 'w/"3"', '""'])(
      '%s on version 2 answers 412 and changes nothing',
      async (header) => {
        const user = await changedUser()
        const { body } = await write(method, user).set('If-Match', header).expect(412)
        expect(body).toEqual(scimError(412))
        expect(await read(user)).toEqual(user)
      },
    )

    it.each(['*', 'W/"1"'])('%s on a user that is gone answers 404', async (header) => {
      const user = await tenant.scim.createUser()
      await tenant.scim.delete(`/Users/${user.id}`).expect(204)
      const { body } = await write(method, user).set('If-Match', header).expect(404)
      expect(body).toEqual(scimError(404))
    })
  })

  it('without If-Match the last writer wins', async () => {
    const user = await changedUser()
    await write('PUT', user).expect(200)
    await tenant.scim.patch(`/Users/${user.id}`, title('Last')).expect(200)
    expect(await read(user)).toMatchObject({ title: 'Last', meta: { version: 'W/"4"' } })
  })

  it('of many writers with the same If-Match one wins', async () => {
    const user = await changedUser()
    const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`)
    const answers = await Promise.all(
      titles.map((it) =>
        tenant.scim.patch(`/Users/${user.id}`, title(it)).set('If-Match', user.meta.version as string),
      ),
    )
    const statuses = answers.map((it) => it.status)
    expect(statuses.filter((it) => it === 200)).toHaveLength(1)
    expect(statuses.filter((it) => it === 412)).toHaveLength(19)
    expect(await read(user)).toMatchObject({ title: titles[statuses.indexOf(200)], meta: { version: 'W/"3"' } })
  })

  it('a group has one version for its attributes and its members', async () => {
    const member = await tenant.scim.createUser()
    const { id } = await tenant.scim.createGroup()
    const add = { op: 'add', path: 'members', value: [{ value: member.id as string }] }
    const patch = tenant.scim.patch(`/Groups/${id}`, add, { op: 'replace', path: 'displayName', value: 'New' })
    const { headers } = await patch.set('If-Match', 'W/"1"').expect(204)
    expect(headers.etag).toBe('W/"2"')
    const stale = { op: 'remove', path: 'members' }
    const { body } = await tenant.scim.patch(`/Groups/${id}`, stale).set('If-Match', 'W/"1"').expect(412)
    expect(body).toEqual(scimError(412))
    expect((await tenant.scim.get(`/Groups/${id}`).expect(200)).body).toMatchObject({ members: [{ value: member.id }] })
  })

  describe('GET with If-None-Match', () => {
    it.each(['W/"2"', '"2"', '*', 'W/"1", W/"2"'])('%s on version 2 answers 304 without a body', async (header) => {
      const { id } = await changedUser()
      const { text, headers } = await tenant.scim.get(`/Users/${id}`).set('If-None-Match', header).expect(304)
      expect(text).toBeFalsy()
      expect(headers.etag).toBe('W/"2"')
      expect(headers).not.toHaveProperty('content-type')
    })

    it.each(['W/"1"', '"3"', '2', 'W/"1", W/"3"'])('%s on version 2 answers the user', async (header) => {
      const user = await changedUser()
      const { body } = await tenant.scim.get(`/Users/${user.id}`).set('If-None-Match', header).expect(200)
      expect(body).toEqual(user)
    })

    it('* on a user that is gone answers 404, and on a list the list', async () => {
      const { id } = await tenant.scim.createUser()
      await tenant.scim.delete(`/Users/${id}`).expect(204)
      await tenant.scim.get(`/Users/${id}`).set('If-None-Match', '*').expect(404)
      await tenant.scim.get('/Users').set('If-None-Match', '*').expect(200)
    })
  })
})
