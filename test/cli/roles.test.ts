import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChildTenant, killChildServers, runRollcall, send, startChildServer } from '../support/child-server.ts'
import { createTestDatabase, type TestDatabase } from '../support/databases.ts'
import { GROUP, OPERATOR_KEY, USER, type Json } from '../support/test-app.ts'

let database: TestDatabase
let directory: string
let environment: Record<string, string>
let organizationId: string
let ids: { ada: string; sales: string }

beforeAll(async () => {
  database = await createTestDatabase('sqlite')
  directory = await mkdtemp(path.join(tmpdir(), 'rollcall-roles-'))
  const server = await startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
  environment = { ROLLCALL_URL: server.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }
  const tenant = await createChildTenant(server)
  organizationId = tenant.organizationId
  const scim = async (resource: string, body: Json): Promise<string> =>
    (await send(`${server.url}/scim/v2${resource}`, 'POST', tenant.token, body)).body.id as string
  const ada = await scim('/Users', { schemas: [USER], userName: 'ada@example.com', displayName: 'Ada' })
  await scim('/Users', { schemas: [USER], userName: 'bob@example.com' })
  ids = { ada, sales: await scim('/Groups', { schemas: [GROUP], displayName: 'Sales', members: [{ value: ada }] }) }
})

afterAll(async () => {
  await killChildServers()
  await rm(directory, { recursive: true })
  await database.drop()
})

const rollcall = (...args: string[]) => runRollcall(['roles', ...args], environment)
const lines = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' '))
const file = async (content: object | string): Promise<string> => {
  const name = path.join(directory, 'mappings.json')
  await writeFile(name, typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

it('a file is previewed and set; what is shown can be changed and set again, but not over the change of another', async () => {
  expect(lines((await rollcall('show', organizationId)).stdout)[0]).toMatch(/^No group gives a role yet/)
  const mappings = {
    roles: [{ name: 'admin', description: 'Does everything' }, { name: 'viewer' }],
    rules: [
      { groupId: ids.sales, roles: ['admin'] },
      { groupName: 'Later', roles: ['viewer', 'admin'] },
    ],
    defaultRole: 'viewer',
  }
  const preview = await rollcall('preview', organizationId, await file(mappings))
  expect(preview).toMatchObject({ code: 0, stderr: '' })
  expect(lines(preview.stdout)).toEqual([
    '2 of the users would have other roles: 2 would gain, 0 would lose some.',
    'USER NAME GAINS LOSES HAS THEN',
    'ada@example.com admin admin',
    'bob@example.com viewer viewer',
  ])
  const set = await rollcall('set', organizationId, await file(mappings))
  expect(set).toMatchObject({ code: 0, stderr: '' })
  const shown = JSON.parse((await rollcall('show', organizationId, '--json')).stdout) as Json
  const [first, second] = shown.rules as Json[]
  expect(lines(set.stdout)).toEqual([
    'ROLE WHAT ONE MAY DO',
    'admin Does everything',
    'viewer',
    '',
    'GROUPS ROLES NOW RULE',
    `Sales admin the group ${ids.sales} ${first?.id}`,
    `Later viewer, admin no group has this name yet ${second?.id}`,
    '',
    'Default role viewer',
    'Version 1',
  ])
  expect((await rollcall('show', organizationId)).stdout).toBe(set.stdout)

  const changed = await file({ ...shown, defaultRole: null })
  const again = await rollcall('preview', organizationId, changed)
  expect(lines(again.stdout).slice(2)).toEqual(['bob@example.com viewer none'])
  expect((await rollcall('set', organizationId, changed)).code).toBe(0)
  const late = await rollcall('set', organizationId, changed)
  expect(late).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/The version is "2" now; read it again/),
  })
  expect((await rollcall('preview', organizationId, changed)).stdout).toBe('Nobody would have other roles than now.\n')
})

it('the roles of a user are shown with their reasons, and users are listed by role', async () => {
  const { stdout } = await rollcall('of', organizationId, 'ada@example.com')
  expect(lines(stdout)).toEqual(['ROLE BECAUSE OF RULE', expect.stringMatching(/^admin Sales \S+$/)])
  expect((await rollcall('of', organizationId, ids.ada)).stdout).toBe(stdout)
  expect((await rollcall('of', organizationId, 'bob@example.com')).stdout).toBe('The user has no role.\n')
  const listed = await rollcall('list', organizationId, '--role', 'admin')
  expect(lines(listed.stdout)).toEqual(['USER NAME NAME ACTIVE ROLES ID', `ada@example.com Ada yes admin ${ids.ada}`])
})

it('what cannot be done is refused in words', async () => {
  const refused = async (said: RegExp, ...args: string[]): Promise<void> => {
    expect(await rollcall(...args)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(said) })
  }
  await refused(/cannot be read: ENOENT/, 'set', organizationId, 'nowhere.json')
  await refused(/is not JSON/, 'set', organizationId, await file('{'))
  await refused(/must be a JSON object/, 'set', organizationId, await file('[]'))
  await refused(/rules/, 'set', organizationId, await file({ defaultRole: 'viewer' }))
  await refused(
    /There is no role 'boss'; the roles are 'admin', 'viewer'/,
    'preview',
    organizationId,
    await file({ rules: [{ groupName: 'X', roles: ['boss'] }] }),
  )
  await refused(/There is no user 'nobody'; `rollcall users list`/, 'of', organizationId, 'nobody')
})
