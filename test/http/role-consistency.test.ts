import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DATABASES } from '../support/databases.ts'
import { setMappings, storedRoles } from '../support/role-mappings.ts'
import {
  describeOnBothDatabases,
  GROUP,
  startTestApp,
  type Json,
  type Tenant,
  type TestApp,
} from '../support/test-app.ts'

const NAMES = ['owner', 'admin', 'editor', 'viewer']
const ROLES = NAMES.map((name) => ({ name }))
const USERS = 5
const GROUPS = 5

/** Who is in which group, by number; groups from USERS on. Circles are welcome. */
const arbitraryEdges = fc.uniqueArray(fc.tuple(fc.nat({ max: GROUPS - 1 }), fc.nat({ max: USERS + GROUPS - 1 })), {
  maxLength: 14,
  selector: ([group, member]) => `${group} ${member}`,
})
const arbitraryRequest = fc.record({
  rules: fc.array(
    fc.record({
      group: fc.nat({ max: GROUPS - 1 }),
      isById: fc.boolean(),
      roles: fc.subarray(NAMES, { minLength: 1 }),
    }),
    { maxLength: 4 },
  ),
  defaultRole: fc.option(fc.constantFrom(...NAMES)),
})
type Edges = [group: number, member: number][]
interface Request {
  rules: { group: number; isById: boolean; roles: string[] }[]
  defaultRole: string | null
}

/** By hand: everything within a group, until nothing more comes in. */
function naiveRoles(edges: Edges, { rules, defaultRole }: Request): Record<string, string[]> {
  const within = (group: number): Set<number> => {
    const found = new Set([USERS + group])
    for (let size = 0; size < found.size;) {
      size = found.size
      for (const [outer, member] of edges) if (found.has(USERS + outer)) found.add(member)
    }
    return found
  }
  return Object.fromEntries(
    Array.from({ length: USERS }, (_, user) => {
      const given = rules.filter((it) => within(it.group).has(user)).flatMap((it) => it.roles)
      const names = NAMES.filter((it) => given.includes(it))
      return [`user${user}`, names.length === 0 && defaultRole !== null ? [defaultRole] : names]
    }),
  )
}

async function fill(tenant: Tenant): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < USERS; number += 1)
    ids.push((await tenant.scim.createUser({ userName: `user${number}` })).id as string)
  for (let number = 0; number < GROUPS; number += 1)
    ids.push((await tenant.scim.createGroup({ displayName: `Group ${number}` })).id as string)
  return ids
}

async function setMembers({ scim }: Tenant, ids: readonly string[], edges: Edges): Promise<void> {
  for (let group = 0; group < GROUPS; group += 1) {
    const members = edges.filter(([outer]) => outer === group).map(([, member]) => ({ value: ids[member] }))
    await scim
      .put(`/Groups/${ids[USERS + group]}`, { schemas: [GROUP], displayName: `Group ${group}`, members })
      .expect(200)
  }
}

describe.each(DATABASES)('roles in random directories (%s)', (kind) => {
  it('are those of a naive model after every change of groups and of rules; a preview says what then comes', async () => {
    const test = await startTestApp(kind)
    try {
      const tenant = await test.createTenant()
      const ids = await fill(tenant)
      const steps = fc.array(fc.tuple(arbitraryEdges, arbitraryRequest), { minLength: 2, maxLength: 2 })
      const numRuns = kind === 'sqlite' ? 12 : 4
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          let request: Request = { rules: [], defaultRole: null }
          await setMappings(test, tenant, { roles: ROLES, rules: [] })
          for (const [edges, next] of taken) {
            await setMembers(tenant, ids, edges)
            const before = await storedRoles(test, tenant)
            expect(before).toEqual(naiveRoles(edges, request))
            const after = naiveRoles(edges, next)
            expect(await previewed(test, tenant, toBody(next, ids))).toEqual(differences(before, after))
            await setMappings(test, tenant, toBody(next, ids))
            expect(await storedRoles(test, tenant)).toEqual(after)
            request = next
          }
        }),
        { numRuns },
      )
    } finally {
      await test.database.close()
    }
  }, 60_000)
})

function toBody({ rules, defaultRole }: Request, ids: readonly string[]): Json {
  const toRule = ({ group, isById, roles }: Request['rules'][number]): Json =>
    isById ? { groupId: ids[USERS + group], roles } : { groupName: `GROUP ${group}`, roles }
  return { rules: rules.map(toRule), defaultRole }
}

async function previewed(test: TestApp, { organizationId }: Tenant, body: Json): Promise<Json[]> {
  const answer = await test.admin.post(`/organizations/${organizationId}/role-mappings/preview`, body).expect(200)
  const preview = answer.body as Json
  const users = preview.users as Json[]
  expect(preview.affected).toBe(users.length)
  return users.map(({ userName, gains, loses, after }) => ({ userName, gains, loses, after }))
}

function differences(before: Record<string, string[]>, after: Record<string, string[]>): Json[] {
  return Object.entries(after).flatMap(([userName, roles]) => {
    const had = before[userName] ?? []
    if (had.join() === roles.join()) return []
    const gains = roles.filter((it) => !had.includes(it))
    return [{ userName, gains, loses: had.filter((it) => !roles.includes(it)), after: roles }]
  })
}

describeOnBothDatabases('roles while many change groups at once', (test) => {
  it('members, nesting, names, groups and rules that change side by side leave no role that does not follow', async () => {
    const tenant = await test.createTenant()
    await setMappings(test, tenant, {
      roles: ROLES,
      rules: [{ groupName: 'Group 0', roles: ['owner'] }],
      defaultRole: 'viewer',
    })
    const ids = await fill(tenant)
    const user = (number: number): string => String(ids[number % USERS])
    const group = (number: number): string => String(ids[USERS + (number % GROUPS)])
    const member = (op: string, outer: string, value: string) =>
      op === 'add'
        ? tenant.scim.patch(`/Groups/${outer}`, { op, path: 'members', value: [{ value }] })
        : tenant.scim.patch(`/Groups/${outer}`, { op, path: `members[value eq "${value}"]` })
    const requests = [...Array(48).keys()].map((number) => () => {
      const op = number % 3 === 2 ? 'remove' : 'add'
      switch (number % 8) {
        case 0:
        case 1:
          return member(op, group(number), group(number * 3 + 1))
        case 2:
          return tenant.scim.patch(`/Groups/${group(number)}`, {
            op: 'replace',
            path: 'displayName',
            value: `Group ${(number >> 3) % 4}`,
          })
        case 3:
          return test.admin.put(`/organizations/${tenant.organizationId}/role-mappings`, {
            rules: [
              { groupName: `Group ${number % 4}`, roles: ['admin', 'editor'] },
              { groupId: group(number), roles: ['editor'] },
            ],
            defaultRole: number % 2 === 0 ? 'viewer' : 'editor',
          })
        default:
          return member(op, group(number >> 1), user(number))
      }
    })
    const answers = await Promise.all(requests.map((send) => send()))
    // PostgreSQL refuses a wait that is too long; what it did is still whole.
    expect(answers.filter((it) => ![200, 204].includes(it.status)).map((it) => [it.status, it.text])).toEqual([])
    await storedRoles(test, tenant)
    await test.admin
      .put(`/organizations/${tenant.organizationId}/role-mappings`, { rules: [], defaultRole: 'admin' })
      .expect(200)
    expect(new Set(Object.values(await storedRoles(test, tenant)).flat())).toEqual(new Set(['admin']))
  }, 30_000)

  it('who joins and leaves several groups at once has the roles of all of them, also while the first rules are set', async () => {
    const tenant = await test.createTenant()
    const ids = await fill(tenant)
    const rules = NAMES.map((name, number) => ({ groupName: `Group ${number}`, roles: [name] }))
    const inAll = (op: 'add' | 'remove') =>
      [...Array(USERS * NAMES.length).keys()].map((number) => {
        const value = String(ids[number % USERS])
        const path = op === 'add' ? 'members' : `members[value eq "${value}"]`
        const operation = { op, path, ...(op === 'add' && { value: [{ value }] }) }
        return tenant.scim.patch(`/Groups/${ids[USERS + Math.floor(number / USERS)]}`, operation).expect(204)
      })
    // As of an organization from before there were any.
    await test.database.kysely.deleteFrom('role_mappings').execute()
    await Promise.all([...inAll('add'), setMappings(test, tenant, { roles: ROLES, rules })])
    const all = Object.fromEntries(Array.from({ length: USERS }, (_, number) => [`user${number}`, NAMES]))
    expect(await storedRoles(test, tenant)).toEqual(all)
    await Promise.all(inAll('remove'))
    expect(new Set(Object.values(await storedRoles(test, tenant)).flat())).toEqual(new Set())
    await Promise.all(inAll('add'))
    expect(await storedRoles(test, tenant)).toEqual(all)
  })
})
