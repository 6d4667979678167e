import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TSC } from '../../scripts/check/tsc.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'
import { freePort } from '../support/postgres.ts'
import { OPERATOR_KEY, PATCH_OP, USER, type Json } from '../support/test-app.ts'

const run = promisify(execFile)

/** One plain attribute of every type, as somebody would add them to the contract. */
const ADDED = `  shoeSize:
    type: integer
    description: The size of the user's shoes.
  handicap:
    type: number
    description: How well the user plays golf.
  badge:
    type: string
    description: What the badge says, letter for letter.
    x-scim: { caseExact: true }
  nickNames:
    type: array
    description: What the user is called.
    items:
      type: string
  hiredAt:
    type: string
    format: date-time
    description: When the user was hired.
  isRemote:
    type: boolean
    description: Whether the user works from home.
  payrollNumber:
    type: string
    description: Nobody else has it.
    x-scim: { uniqueness: server, index: 900 }
  birthPlace:
    type: string
    description: Cannot be changed.
    x-scim: { mutability: immutable }
  notes:
    type: string
    description: Only on request.
    x-scim: { returned: request }
  desks:
    type: array
    description: Where the user sits.
    items:
      type: object
      required: [value]
      additionalProperties: false
      properties:
        value:
          type: string
          description: The number of the desk.
          x-scim: { index: 901 }
        floor:
          type: integer
          description: The floor it is on.
        primary:
          type: boolean
          description: Whether the user sits there mostly.
`

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'rollcall-attribute-'))
  for (const name of ['openapi', 'src', 'scripts', 'docs', 'package.json', 'tsconfig.json', '.prettierrc']) {
    await cp(name, path.join(directory, name), { recursive: true })
  }
  await symlink(path.resolve('node_modules'), path.join(directory, 'node_modules'))
  const file = path.join(directory, 'openapi/schemas/User.yaml')
  const contract = await readFile(file, 'utf8')
  await writeFile(file, contract.replace(/(?<=\nproperties:\n)/, ADDED))
  await run(process.execPath, ['scripts/generate.ts'], { cwd: directory })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

it('with attributes added to the contract everything still compiles', async () => {
  const tsconfig = JSON.parse(await readFile(path.join(directory, 'tsconfig.json'), 'utf8')) as Json
  await writeFile(path.join(directory, 'tsconfig.json'), JSON.stringify({ ...tsconfig, include: ['src', 'generated'] }))
  await expect(run(process.execPath, [TSC, '-p', directory])).resolves.toMatchObject({ stdout: '' })
})

describe.each(DATABASES)('attributes that were added to the contract, and nowhere else (%s)', (kind) => {
  let database: TestDatabase
  let server: ChildProcess
  let baseUrl: string
  let token: string
  beforeAll(async () => {
    database = await createTestDatabase(kind)
    const port = await freePort()
    baseUrl = `http://127.0.0.1:${port}`
    const environment = { PORT: String(port), DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }
    server = spawn(process.execPath, ['src/cli/rollcall.js', 'serve'], {
      cwd: directory,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      server.once('exit', () => reject(new Error('The server ended')))
      server.stdout?.on('data', (text: Buffer) => {
        if (text.includes('Rollcall is running')) resolve()
      })
    })
    const organization = await call('POST', '/api/v1/organizations', { name: 'Acme' }, OPERATOR_KEY)
    const under = `/api/v1/organizations/${organization.body.id}`
    await call('PUT', `${under}/provisioning`, { enabled: true }, OPERATOR_KEY)
    const created = await call('POST', `${under}/scim-tokens`, { description: 'Tests' }, OPERATOR_KEY)
    token = created.body.token
  })
  afterAll(async () => {
    const exited = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await exited
    await database.drop()
  })

  async function call(method: string, url: string, body?: unknown, credential = token) {
    const response = await fetch(baseUrl + url, {
      method,
      headers: { Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Json }
  }
  const find = async (filter: string, more = ''): Promise<string[]> => {
    const { body } = await call('GET', `/scim/v2/Users?filter=${encodeURIComponent(filter)}${more}`)
    return (body.Resources as Json[]).map((it) => it.userName)
  }
  const patch = (id: string, ...Operations: unknown[]) =>
    call('PATCH', `/scim/v2/Users/${id}`, { schemas: [PATCH_OP], Operations })

  const jane = {
    shoeSize: 38,
    handicap: 12.5,
    badge: 'JaneBadge',
    nickNames: ['Jay', 'J.'],
    hiredAt: '2026-01-31T09:00:00+01:00',
    isRemote: true,
    payrollNumber: 'P-1',
    birthPlace: 'Oslo',
    desks: [
      { value: 'A1', floor: 2, primary: true },
      { value: 'B7', floor: 10 },
    ],
  }
  const john = { shoeSize: 44, handicap: 3, badge: 'johnBadge', hiredAt: '2026-02-01T00:00:00Z', isRemote: false }
  let janeId: string
  beforeAll(async () => {
    const create = (userName: string, attributes: object) =>
      call('POST', '/scim/v2/Users', { schemas: [USER], userName, ...attributes })
    const created = await create('jane', { ...jane, notes: 'Likes tea' })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject(jane)
    janeId = created.body.id
    expect((await create('john', john)).status).toBe(201)
  })

  it('appear in /Schemas with their characteristics', async () => {
    const { body } = await call('GET', `/scim/v2/Schemas/${USER}`)
    const named = (name: string) => (body.attributes as Json[]).find((it) => it.name === name)
    expect(named('shoeSize')).toMatchObject({ type: 'integer', multiValued: false, mutability: 'readWrite' })
    expect(named('handicap')).toMatchObject({ type: 'decimal' })
    expect(named('badge')).toMatchObject({ type: 'string', caseExact: true })
    expect(named('nickNames')).toMatchObject({ type: 'string', multiValued: true })
    expect(named('hiredAt')).toMatchObject({ type: 'dateTime' })
    expect(named('payrollNumber')).toMatchObject({ uniqueness: 'server' })
    expect(named('desks')?.subAttributes).toMatchObject([
      { name: 'value', required: true },
      { name: 'floor' },
      { name: 'primary' },
    ])
  })

  it.each([
    ['shoeSize gt 40', ['john']],
    ['shoeSize eq 38', ['jane']],
    ['handicap lt 12.6 and handicap gt 12', ['jane']],
    ['badge eq "janebadge"', []],
    ['BADGE sw "Jane"', ['jane']],
    ['nickNames eq "jay"', ['jane']],
    ['hiredAt lt "2026-01-31T08:00:01Z"', ['jane']],
    ['hiredAt eq "2026-01-31T08:00:00Z"', ['jane']],
    ['isRemote eq false', ['john']],
    ['not (isRemote eq true)', ['john']],
    ['payrollNumber eq "p-1"', ['jane']],
    ['desks[value eq "b7" and floor gt 9]', ['jane']],
    ['desks[value eq "a1" and floor gt 9]', []],
    ['desks.floor ge 10', ['jane']],
    ['desks pr', ['jane']],
    [`${USER}:shoeSize le 38`, ['jane']],
  ])('can be filtered on: %s', async (filter, expected) => {
    expect(await find(filter)).toEqual(expected)
  })

  it('can be sorted by', async () => {
    expect(await find('shoeSize pr', '&sortBy=shoeSize&sortOrder=descending')).toEqual(['john', 'jane'])
    expect(await find('shoeSize pr', '&sortBy=hiredAt')).toEqual(['jane', 'john'])
    expect(await find('shoeSize pr', '&sortBy=payrollNumber')).toEqual(['jane', 'john'])
    expect(await find('shoeSize pr', '&sortBy=desks')).toEqual(['jane', 'john'])
  })

  it('are projected by what the contract says of them', async () => {
    const only = await call('GET', `/scim/v2/Users/${janeId}?attributes=shoeSize,desks.floor,notes`)
    expect(only.body).toEqual({
      schemas: [USER],
      id: janeId,
      shoeSize: 38,
      desks: [{ floor: 2 }, { floor: 10 }],
      notes: 'Likes tea',
    })
    const all = await call('GET', `/scim/v2/Users/${janeId}`)
    expect(all.body).not.toHaveProperty('notes')
  })

  it('can be patched by path, and are checked by type, mutability and uniqueness', async () => {
    const patched = await patch(
      janeId,
      { op: 'replace', path: 'shoeSize', value: 39 },
      { op: 'add', path: 'nickNames', value: ['Janie'] },
      { op: 'replace', path: 'desks[value eq "B7"].floor', value: 11 },
      { op: 'remove', path: 'nickNames[value eq "J."]' },
    )
    expect(patched.body).toMatchObject({
      shoeSize: 39,
      nickNames: ['Jay', 'Janie'],
      desks: [
        { value: 'A1', floor: 2 },
        { value: 'B7', floor: 11 },
      ],
    })
    const refusals: [object, string][] = [
      [{ op: 'replace', path: 'shoeSize', value: 'large' }, 'invalidValue'],
      [{ op: 'replace', path: 'shoeSize', value: 1.5 }, 'invalidValue'],
      [{ op: 'replace', path: 'hiredAt', value: 'yesterday' }, 'invalidValue'],
      [{ op: 'add', path: 'desks', value: [{ floor: 3 }] }, 'invalidValue'],
      [{ op: 'replace', path: 'birthPlace', value: 'Bergen' }, 'mutability'],
      [{ op: 'remove', path: 'birthPlace' }, 'mutability'],
      [{ op: 'replace', path: 'shoeColour', value: 'red' }, 'invalidPath'],
    ]
    for (const [operation, scimType] of refusals) {
      expect((await patch(janeId, operation)).body, JSON.stringify(operation)).toMatchObject({ scimType })
    }
    const taken = await call('POST', '/scim/v2/Users', { schemas: [USER], userName: 'jim', payrollNumber: 'p-1' })
    expect(taken).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    const mistyped = await call('POST', '/scim/v2/Users', { schemas: [USER], userName: 'jim', shoeSize: 'large' })
    expect(mistyped).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  })
})
