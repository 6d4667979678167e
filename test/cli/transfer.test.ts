import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createChildTenant,
  ROOT,
  runRollcall,
  send,
  startChildServer,
  type ChildServer,
  type CommandResult,
} from '../support/child-server.ts'
import { createTestDatabase, DATABASES, type TestDatabase } from '../support/databases.ts'
import { startSpoiledServer } from '../support/spoiled-server.ts'
import { ENTERPRISE, OPERATOR_KEY, type Json } from '../support/test-app.ts'

const USER_COUNT = 300
const nothing = { created: 0, changed: 0, deactivated: 0 }

describe.each(DATABASES)('import and export (%s)', (kind) => {
  let server: ChildServer
  let database: TestDatabase
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rollcall-transfer-'))
    database = await createTestDatabase(kind)
    server = await startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
  })
  afterAll(async () => {
    await server.kill()
    await database.drop()
    await rm(folder, { recursive: true })
  })

  const rollcall = (...args: string[]): Promise<CommandResult> =>
    runRollcall(args, { ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY })
  const file = async (name: string, text: string): Promise<string> => {
    const written = path.join(folder, name)
    await writeFile(written, text)
    return written
  }
  /** What an import did, and how many lines it refused. */
  const imported = async (...args: string[]): Promise<Json> => {
    const { code, stdout, stderr } = await rollcall('import', ...args, '--yes', '--json')
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
    return JSON.parse(stdout) as Json
  }

  it('users as Excel writes them are created, whole and with their managers; again nothing is left to do', async () => {
    const { token, organizationId } = await createChildTenant(server, 'Excel')
    const lines = Array.from({ length: USER_COUNT }, (_, at) => {
      // The manager of each comes on a later line.
      const manager = at + 1 < USER_COUNT ? `user${at + 1}@example.com` : ''
      return `user${at}@example.com;Given ${at};Family;user${at}@example.com;"'+49 30 ${at}";WAHR?${at};${manager};0${at}`
    })
    const csv = `\ufeffUser Name;First Name;lastName;email;Phone;title;Manager;employeeNumber\r\n${lines.join('\r\n')}\r\n`
    const users = await file('users.csv', csv)

    const dry = await rollcall('import', users, '--organization', 'excel', '--dry-run')
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(dry.stdout).toMatch(
      /^Into Excel at http:\S+\n300 users to create\n0 users to change\n0 unchanged\nNothing was done/,
    )
    const unasked = await rollcall('import', users, '--organization', 'excel')
    expect(unasked).toMatchObject({ code: 1 })
    expect(unasked.stderr).toMatch(/--yes/)
    expect((await send(`${server.url}/scim/v2/Users?count=0`, 'GET', token)).body.totalResults).toBe(0)

    expect(await imported(users, '--organization', 'excel')).toEqual({
      planned: { create: USER_COUNT, change: 0, deactivate: 0, unchanged: 0 },
      done: { ...nothing, created: USER_COUNT },
      refused: [],
    })
    const find = async (userName: string): Promise<Json> => {
      const filter = encodeURIComponent(`userName eq "${userName}"`)
      const { body } = await send(`${server.url}/scim/v2/Users?filter=${filter}`, 'GET', token)
      return (body.Resources as Json[])[0] ?? {}
    }
    const manager = await find('user8@example.com')
    expect(await find('user7@example.com')).toMatchObject({
      name: { givenName: 'Given 7', familyName: 'Family' },
      emails: [{ value: 'user7@example.com', type: 'work', primary: true }],
      phoneNumbers: [{ value: '+49 30 7' }],
      active: true,
      [ENTERPRISE]: { employeeNumber: '07', manager: { value: manager.id } },
    })
    expect((await imported(users, '--organization', 'excel')).planned).toMatchObject({ unchanged: USER_COUNT })

    // The tokens of these imports are gone.
    const tokens = await send(`${server.url}/api/v1/organizations/${organizationId}/scim-tokens`, 'GET', OPERATOR_KEY)
    expect((tokens.body.items as Json[]).map((it) => it.description)).toEqual(['Tests'])

    // What the file does not say stays; what it says differently is shown first.
    const changes = await file('changes.csv', 'userName,title,email\nUSER1@example.com,Chief,user1@example.com\n')
    const shown = await rollcall('import', changes, '--organization', 'excel', '--yes', '--deactivate-missing')
    expect(shown.stdout).toContain('1 user to change (userName 1, title 1)')
    expect(shown.stdout).toContain('title: "WAHR?1" → "Chief"')
    expect(shown.stdout).toContain('0 created, 1 changed, 299 deactivated')
    expect(await find('user1@example.com')).toMatchObject({
      title: 'Chief',
      active: true,
      [ENTERPRISE]: { employeeNumber: '01' },
    })
    expect(await find('user2@example.com')).toMatchObject({ active: false })
  })

  it('what is exported and imported again changes nothing, here; elsewhere it makes the same', async () => {
    const { token } = await createChildTenant(server, 'From')
    await createChildTenant(server, 'To')
    const rich = [
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
        id: 'ada',
        userName: 'ada@example.com',
        externalId: '=1+1',
        title: "'=HYPERLINK()",
        nickName: '\'tis, "quoted"\nand more;',
        displayName: '@ada',
        emails: [
          { value: 'a@example.com', type: 'home' },
          { value: 'b@example.com', type: 'work', primary: true },
        ],
        addresses: [{ locality: 'Köln', type: 'work', formatted: 'A 1\nKöln' }],
        roles: [{ value: 'admin' }, { value: 'author' }],
        entitlements: [{ value: 'a;b', display: 'A' }],
        active: false,
        [ENTERPRISE]: { department: '-R&D', manager: { value: 'bea' } },
      },
      { userName: 'bea@example.com', id: 'bea', phoneNumbers: [{ value: '+1', type: 'work', primary: true }] },
      {
        displayName: 'Sales',
        id: 'sales',
        externalId: 'g;1',
        members: [{ value: 'ada' }, { value: 'bea' }, { value: 'board', type: 'Group' }],
      },
      { displayName: 'Board', id: 'board', members: [{ value: 'bea' }] },
      { displayName: 'Empty', members: [] },
    ]
    const ndjson = await file('rich.ndjson', rich.map((it) => JSON.stringify(it)).join('\n'))
    expect((await imported(ndjson, '--organization', 'from')).done).toEqual({ ...nothing, created: 5 })
    const groups = await send(`${server.url}/scim/v2/Groups?filter=displayName%20eq%20%22sales%22`, 'GET', token)
    expect((groups.body.Resources as Json[])[0]?.members).toHaveLength(3)

    const out = (name: string): string => path.join(folder, name)
    const kinds = [
      ['all.ndjson', '--format', 'ndjson'],
      ['users.out.csv', '--format', 'csv'],
      ['groups.out.csv', '--format', 'csv', '--type', 'groups'],
    ] as const
    for (const [name, ...args] of kinds) {
      expect(await rollcall('export', '--organization', 'from', ...args, '--output', out(name))).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      })
      expect((await stat(out(name))).mode & 0o777).toBe(0o600)
      expect((await imported(out(name), '--organization', 'from')).planned, name).toMatchObject({
        create: 0,
        change: 0,
      })
    }
    const csv = await readFile(out('users.out.csv'), 'utf8')
    // No cell begins a formula.
    expect(csv).not.toMatch(/(^|,|")[=+@-]/m)
    expect(csv).toContain("'=1+1")

    await imported(out('users.out.csv'), '--organization', 'to')
    await imported(out('groups.out.csv'), '--organization', 'to')
    expect((await imported(out('all.ndjson'), '--organization', 'to')).planned).toMatchObject({
      create: 0,
      change: 0,
      unchanged: 5,
    })
  })

  it('lines that cannot be done are refused with their number and the reason, and the others are done', async () => {
    await createChildTenant(server, 'Faulty')
    const users = await file(
      'faulty.csv',
      [
        'userName,active,title,manager',
        'ada@example.com,true,"two',
        'lines",',
        'bea\u001b[2J,perhaps,,',
        'ADA@example.com,true,,',
        ',true,,',
        'cid@example.com,true,,nobody@example.com',
        'dan@example.com,true',
        'eve@example.com,true,,ada@example.com',
        ',,,',
      ].join('\n'),
    )
    const { code, stdout, stderr } = await rollcall('import', users, '--organization', 'faulty', '--yes')
    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      "line 4, bea\ufffd[2J: active has to be true or false, not 'perhaps'",
      'line 5, ADA@example.com: userName is that of line 2 too',
      'line 6: userName is missing',
      "line 7, cid@example.com: there is no user 'nobody@example.com', neither on the server nor in the file",
      'line 8: has 2 cells where the heading has 4',
    ])
    expect(stdout).toContain('2 created, 0 changed, 5 refused')
    const kept = await rollcall('import', users, '--organization', 'faulty', '--yes', '--deactivate-missing')
    expect(kept.stdout).toContain('2 unchanged')

    const groups = await file(
      'faulty-groups.csv',
      'displayName,members\nSales,ada@example.com; eve@example.com\nBoard,nobody\n',
    )
    const refused = await rollcall('import', groups, '--organization', 'faulty', '--yes')
    expect(refused.stderr).toMatch(/^line 3, Board: there is no user 'nobody'/)
    expect(refused.stdout).toContain('1 created')
    const fewer = await file('fewer.csv', 'displayName,member\nSales,eve@example.com\n')
    const left = await rollcall('import', fewer, '--organization', 'faulty', '--yes')
    expect(left.stdout).toContain('line 2, Sales: members: 0 join, 1 leaves')
    expect((await imported(fewer, '--organization', 'faulty')).planned).toMatchObject({ unchanged: 1 })
  })
})

describe('imports that must not go wrong', { concurrent: true }, () => {
  let server: ChildServer
  let token: string
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rollcall-transfer-'))
    server = await startChildServer({ DATABASE_URL: 'sqlite::memory:', ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
    token = (await createChildTenant(server)).token
  })
  afterAll(async () => {
    await server.kill()
    await rm(folder, { recursive: true })
  })

  it.each([
    {
      name: 'latin1.csv',
      bytes: Buffer.from('userName,title\nada,Chef f\xfcr X\n', 'latin1'),
      says: /not UTF-8.*CSV UTF-8/,
    },
    {
      name: 'unknown.csv',
      bytes: Buffer.from('userName,shoeSize\nada,42\n'),
      says: /no attribute 'shoeSize'.*--ignore-columns/,
    },
    {
      name: 'twice.csv',
      bytes: Buffer.from('userName,email,emails\nada,a,b\n'),
      says: /'email' and 'emails' are the same/,
    },
    { name: 'neither.csv', bytes: Buffer.from('title\nx\n'), says: /--type/ },
    { name: 'empty.csv', bytes: Buffer.from(''), says: /empty/ },
    { name: 'quote.csv', bytes: Buffer.from('userName\n"ada\n'), says: /no CSV/ },
    { name: 'broken.ndjson', bytes: Buffer.from('{"userName":"ada"}\n{"userName":\n'), says: /line 2: is no JSON/ },
  ])('$name is refused in words', async ({ name, bytes, says }) => {
    const written = path.join(folder, name)
    await writeFile(written, bytes)
    const { code, stderr } = await runRollcall(['import', written, '--dry-run', '--url', server.url], {
      SCIM_TOKEN: token,
    })
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/^ +at /m)
    expect(code).toBe(1)
  })

  it('an import that is stopped revokes its token, and goes on when it is started again, with nothing doubled', async ({
    onTestFinished,
  }) => {
    const { organizationId } = await createChildTenant(server, 'Stopped')
    const count = 2_500
    const users = path.join(folder, 'many.csv')
    await writeFile(users, `userName\n${Array.from({ length: count }, (_, at) => `user${at}`).join('\n')}\n`)
    const args = ['import', users, '--organization', 'stopped', '--yes']
    const { PATH, HOME } = process.env
    const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/rollcall.js'), ...args], {
      env: { PATH, HOME, ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let [stdout, stderr] = ['', '']
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      if (stdout.includes('unchanged')) setTimeout(() => child.kill('SIGINT'), 100)
    })
    expect(await new Promise((resolve) => child.once('close', resolve)), stdout + stderr).toBe(130)
    expect(stderr).toMatch(/start the same import again to go on/)
    const tokens = await send(`${server.url}/api/v1/organizations/${organizationId}/scim-tokens`, 'GET', OPERATOR_KEY)
    expect((tokens.body.items as Json[]).map((it) => it.description)).toEqual(['Tests'])

    const again = await runRollcall([...args, '--json'], { ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY })
    const { planned, done } = JSON.parse(again.stdout) as { planned: Json; done: Json }
    expect(planned.unchanged).toBeLessThan(count)
    expect((planned.unchanged as number) + (done.created as number)).toBe(count)

    // An export that is stopped leaves no part of a file.
    const out = path.join(folder, 'out')
    await mkdir(out)
    const exporting = spawn(
      process.execPath,
      [path.join(ROOT, 'src/cli/rollcall.js'), 'export', '--organization', 'stopped', '--output', `${out}/all.ndjson`],
      { env: { PATH, HOME, ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY }, stdio: 'ignore' },
    )
    onTestFinished(() => void exporting.kill('SIGKILL'))
    const exit = new Promise((resolve) => exporting.once('close', resolve))
    while ((await readdir(out)).length === 0) await sleep(5)
    exporting.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(await readdir(out)).toEqual([])
  })

  /** Makes resources for a test, and runs imports of texts. */
  async function prepare(name: string, resources: readonly Json[]) {
    const tenant = await createChildTenant(server, name)
    const scim = `${server.url}/scim/v2`
    const create = async (resource: Json): Promise<string> => {
      const type = 'userName' in resource ? 'User' : 'Group'
      const whole = { schemas: [`urn:ietf:params:scim:schemas:core:2.0:${type}`], ...resource }
      const { status, body } = await send(`${scim}/${type}s`, 'POST', tenant.token, whole)
      expect(status, JSON.stringify(body)).toBe(201)
      return body.id as string
    }
    const ids: string[] = []
    for (const it of resources) ids.push(await create(it))
    return {
      ...tenant,
      ids,
      create,
      read: async (at: string) => (await send(`${scim}/${at}`, 'GET', tenant.token)).body,
      importText: async (text: string, ...args: string[]) => {
        const written = path.join(folder, `${name}.txt`)
        await writeFile(written, text)
        return runRollcall(['import', written, '--url', server.url, '--yes', ...args], { SCIM_TOKEN: tenant.token })
      },
    }
  }

  it('nobody leaves a group for a line that cannot be read, or a column that is not there', async () => {
    const { create, ids, read, importText } = await prepare('Members', [
      { userName: 'ada' },
      { userName: 'bea' },
      { displayName: 'Twin' },
      { displayName: 'Twin' },
    ])
    const [ada = '', bea = ''] = ids
    const sales = await create({ displayName: 'Sales', members: [{ value: ada }, { value: bea }] })
    const board = await create({ displayName: 'Board', members: [{ value: ada }, { value: sales }] })
    const membersOf = async (id: string): Promise<unknown[]> =>
      ((await read(`Groups/${id}`)).members as Json[] | undefined)?.map((it) => it.value).sort() ?? []

    const csv = await importText('displayName,member\nSales,ada\nSales,bea,too many\nBoard,bea\n')
    expect(csv.stderr.trimEnd().split('\n')).toEqual([
      'line 2, Sales: line 3 cannot be read and may belong to this group',
      'line 3: has 3 cells where the heading has 2',
      'line 4, Board: line 3 cannot be read and may belong to this group',
    ])
    const members = [[ada], ada, [{ $ref: ada }], [{ value: 7 }]]
    const json = await importText(
      members.map((it) => `${JSON.stringify({ displayName: 'Sales', members: it })}\n`).join(''),
    )
    expect(json.stderr.match(/^line \d, Sales: members has to/gm)).toHaveLength(members.length)
    expect(await membersOf(sales)).toEqual([ada, bea].sort())

    // The file says all members that are users, and nothing of the groups that are members.
    const groups = 'displayName,member\nSales,bea\nBoard,ada\n'
    const changed = await importText(groups)
    expect(changed).toMatchObject({ code: 0, stderr: '' })
    expect(changed.stdout).toMatch(/^Into the organization of SCIM_TOKEN at http:\S+$/m)
    expect(changed.stdout).toContain('0 created, 1 changed')
    expect([await membersOf(sales), await membersOf(board)]).toEqual([[bea], [ada, sales].sort()])
    const deactivating = await importText(groups, '--deactivate-missing')
    expect(deactivating).toMatchObject({ code: 1, stdout: '' })
    expect(deactivating.stderr).toMatch(/no users.*would deactivate everybody/)
    expect(await read(`Users/${ada}`)).toMatchObject({ active: true })

    const nested = await importText('displayName,memberGroup\nBoard,\nSales,Twin\n')
    expect(nested.stderr).toBe("line 3, Sales: 'Twin' is the name of several groups\n")
    expect([await membersOf(sales), await membersOf(board)]).toEqual([[bea], [ada]])
  })

  it('the other addresses stay, whatever the columns say of the primary one, in whichever order', async () => {
    const home = { value: 'ada@home', type: 'home' }
    const work = { value: 'ada@work', type: 'work', primary: true }
    const { ids, read, importText } = await prepare('Addresses', [
      { userName: 'ada', emails: [home, work] },
      { userName: 'bea', emails: [{ value: 'bea@home', type: 'home' }] },
    ])
    const emails = () => Promise.all(ids.map(async (id) => (await read(`Users/${id}`)).emails))
    const removed = 'userName,email\nada,\nbea,\n'
    expect((await importText(removed)).stdout).toContain('1 changed')
    expect(await emails()).toEqual([[home], [{ value: 'bea@home', type: 'home' }]])
    expect((await importText(removed)).stdout).toContain('There is nothing to do.')

    const element = '"emails[type eq ""home""].value"'
    const first = await importText(`userName,${element},email\nada,ada@house,ada@office\nbea,bea@house,bea@house\n`)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    const both = [
      { value: 'ada@house', type: 'home' },
      { value: 'ada@office', type: 'work', primary: true },
    ]
    expect(await emails()).toEqual([both, [{ value: 'bea@house', type: 'home' }]])
    const second = await importText(`userName,email,${element}\nada,ada@office,ada@house\nbea,bea@house,bea@house\n`)
    expect(second.stdout).toContain('There is nothing to do.')
  })

  it('a token of the environment gives way to a key, and does not go where the stored login is for', async ({
    onTestFinished,
  }) => {
    const users = path.join(folder, 'one.csv')
    await writeFile(users, 'userName\nada\n')
    const key = await runRollcall(['import', users, '--dry-run', '--url', server.url, '--key', OPERATOR_KEY], {
      SCIM_TOKEN: token,
    })
    expect(key).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^Say which organization/) })

    const stored = await startSpoiledServer(server.url, {})
    onTestFinished(stored.close)
    await mkdir(path.join(folder, 'rollcall'), { mode: 0o700 })
    const login = JSON.stringify({ url: stored.url, key: OPERATOR_KEY })
    await writeFile(path.join(folder, 'rollcall/credentials.json'), login, { mode: 0o600 })
    const environment = { SCIM_TOKEN: 'rc_scim_of_another_server', XDG_CONFIG_HOME: folder }
    expect((await runRollcall(['import', users, '--dry-run'], environment)).code).toBe(1)
    expect(stored.requests).toEqual([])
  })

  it('who is deleted after the question is not made anew, and who comes then is not deactivated', async ({
    onTestFinished,
  }) => {
    const {
      token: ofTenant,
      ids,
      create,
      read,
    } = await prepare('Meanwhile', [{ userName: 'ada' }, { userName: 'bea' }, { userName: 'cid' }])
    let dan = ''
    const meanwhile = await startSpoiledServer(server.url, {
      // What is asked for first, when everything has been compared.
      spoil: async (answer, { path: at }) => {
        if (at === '/scim/v2/ServiceProviderConfig') {
          await send(`${server.url}/scim/v2/Users/${ids[0]}`, 'DELETE', ofTenant)
          dan = await create({ userName: 'dan' })
        }
        return answer
      },
    })
    onTestFinished(meanwhile.close)
    const written = path.join(folder, 'meanwhile.csv')
    await writeFile(written, 'userName,title\nada,Chief\nbea,Chief\n')
    const args = ['import', written, '--url', meanwhile.url, '--deactivate-missing', '--yes', '--json']
    const { stdout, stderr } = await runRollcall(args, { SCIM_TOKEN: ofTenant })
    expect(JSON.parse(stdout), stderr).toEqual({
      planned: { create: 0, change: 2, deactivate: 1, unchanged: 0 },
      done: { created: 0, changed: 1, deactivated: 1 },
      refused: [{ line: 2, label: 'ada', reason: 'it is not there any more' }],
    })
    expect((await read('Users')).totalResults).toBe(3)
    expect(await read(`Users/${dan}`)).toMatchObject({ active: true })
    expect(await read(`Users/${ids[2]}`)).toMatchObject({ active: false })
  })

  it('when answers are lost, nothing is doubled, and what was done is counted once', async ({ onTestFinished }) => {
    const { token: ofTenant, read } = await prepare('Lossy', [])
    const scim = '/scim/v2'
    let bulks = 0
    const lossy = await startSpoiledServer(server.url, {
      // The server refuses one of the users.
      bend: (it) =>
        it.path === `${scim}/Bulk`
          ? { ...it, body: JSON.parse(JSON.stringify(it.body).replaceAll('"userName":"cid"', '"userName":""')) as Json }
          : it,
      spoil: (answer, { path: at }) => {
        if (at === `${scim}/ServiceProviderConfig`) {
          const body = answer.body as { bulk: Json }
          return { ...answer, body: { ...body, bulk: { ...body.bulk, maxOperations: 2 } } }
        }
        if (at !== `${scim}/Bulk`) return answer
        bulks += 1
        // Two in the middle of what is created, and the one with the members: done, and not answered.
        return [2, 3, 6].includes(bulks)
          ? { status: 503, headers: { 'Content-Type': 'application/scim+json' }, body: { detail: 'Busy.' } }
          : answer
      },
    })
    onTestFinished(lossy.close)
    const resources = [
      ...['ada', 'bea', 'dan', 'cid'].map((userName) => ({ id: userName, userName })),
      ...['ada', 'cid', 'bea'].map((value) => ({ displayName: `Of ${value}`, members: [{ value }] })),
    ]
    const written = path.join(folder, 'lossy.ndjson')
    await writeFile(written, resources.map((it) => JSON.stringify(it)).join('\n'))
    const { stdout, stderr } = await runRollcall(['import', written, '--url', lossy.url, '--yes', '--json'], {
      SCIM_TOKEN: ofTenant,
    })
    expect(JSON.parse(stdout), stderr).toEqual({
      planned: { create: 7, change: 0, deactivate: 0, unchanged: 0 },
      done: { ...nothing, created: 6 },
      refused: [
        { line: 4, label: 'cid', reason: expect.stringContaining('userName') },
        { line: 6, label: 'Of cid', reason: expect.stringMatching(/left as they were: .*'cid'/) },
      ],
    })
    expect(bulks).toBe(6)
    const groups = (await read('Groups')).Resources as { displayName: string; members?: unknown[] }[]
    expect(groups.map((it) => `${it.displayName}: ${it.members?.length ?? 0}`).sort()).toEqual([
      'Of ada: 1',
      'Of bea: 1',
      'Of cid: 0',
    ])
    expect((await read('Users')).totalResults).toBe(3)
  })
})
