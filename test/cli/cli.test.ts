import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRollcall, send, startChildServer, type ChildServer, type CommandResult } from '../support/child-server.ts'
import { createTestDatabase, type DatabaseKind, type TestDatabase } from '../support/databases.ts'
import { freePort } from '../support/postgres.ts'
import { OPERATOR_KEY, type Json } from '../support/test-app.ts'

interface Terminal {
  server: ChildServer
  /** Runs `rollcall …` where the server and the operator key are known. */
  rollcall: (...args: string[]) => Promise<CommandResult>
  /** The same with `--json`, which must succeed. */
  json: (...args: string[]) => Promise<Json>
}

/** A server and a terminal beside it, for the tests of the describe that this is called in. */
function useTerminal(kind: DatabaseKind): Terminal {
  const terminal = {} as Terminal
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase(kind)
    terminal.server = await startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
    const environment = { ROLLCALL_URL: terminal.server.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }
    terminal.rollcall = (...args) => runRollcall(args, environment)
    terminal.json = async (...args) => {
      const { code, stdout, stderr } = await terminal.rollcall(...args, '--json')
      expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
      return JSON.parse(stdout) as Json
    }
  })
  afterAll(async () => {
    await terminal.server.kill()
    await database.drop()
  })
  return terminal
}

// Commands are clients of the API, which has its own tests on both databases; one of these is enough for them.
describe.each<DatabaseKind>(['postgres'])('the management commands (%s)', (kind) => {
  const terminal = useTerminal(kind)

  it('an organization is created, shown, listed, changed and deleted', async () => {
    const { rollcall, json } = terminal
    const created = await rollcall('organizations', 'create', 'Umbrella', '--external-id', 'crm-1')
    expect(created).toMatchObject({ code: 0, stderr: '' })
    const [, id = ''] = /^Id +(\S+)$/m.exec(created.stdout) ?? []
    expect(lines(created.stdout)).toEqual([
      'Organization Umbrella',
      'Slug umbrella',
      `Id ${id}`,
      'External id crm-1',
      'May use SCIM yes',
      'Provisioning off',
      'Deleted users come back no',
      'Activity is kept 30 days',
      'Reads recorded 100 %',
      'Events are kept 90 days',
      `SCIM URL ${terminal.server.url}/scim/v2`,
    ])

    expect((await rollcall('organizations', 'show', 'umbrella')).stdout).toBe(created.stdout)
    expect((await rollcall('organizations', 'show', id)).stdout).toBe(created.stdout)
    const updated = await json(
      'organizations',
      'update',
      'umbrella',
      '--name',
      'Umbrella & Co',
      '--slug',
      'umbrella-co',
    )
    expect(updated).toMatchObject({ id, name: 'Umbrella & Co', slug: 'umbrella-co', externalId: 'crm-1' })
    const restoring = (state: string) =>
      rollcall('organizations', 'update', 'umbrella-co', '--restore-deleted-users', state)
    expect(lines((await restoring('on')).stdout)).toContain('Deleted users come back yes')
    expect(lines((await restoring('off')).stdout)).toContain('Deleted users come back no')
    expect(await restoring('maybe')).toMatchObject({ code: 1, stdout: '' })
    const listed = await rollcall('organizations', 'list')
    expect(lines(listed.stdout)).toContain(`umbrella-co Umbrella & Co off ${id}`)

    const hesitant = await rollcall('organizations', 'delete', 'umbrella-co')
    expect(hesitant).toMatchObject({ code: 1, stdout: '' })
    expect(hesitant.stderr).toMatch(/deletes Umbrella & Co .*--yes/)
    expect(await json('organizations', 'show', id)).toEqual({
      ...updated,
      updatedAt: expect.any(String),
      version: expect.any(String),
    })
    const deleted = await rollcall('organizations', 'delete', 'umbrella-co', '--yes')
    expect(deleted).toEqual({ code: 0, stdout: 'Umbrella & Co is deleted.\n', stderr: '' })
    expect(await rollcall('organizations', 'show', id)).toMatchObject({ code: 1, stdout: '' })
  })

  it('provisioning needs the entitlement, and decides what SCIM answers', async () => {
    const { rollcall, json, server } = terminal
    const created = await json('organizations', 'create', 'Switches', '--enable-provisioning')
    expect(created).toMatchObject({ slug: 'switches', provisioning: { enabled: true }, entitlements: { scim: true } })
    const token = (
      await rollcall('scim-tokens', 'create', 'switches', '--description', 'Okta', '--quiet')
    ).stdout.trim()
    const status = async (): Promise<number> => (await send(`${server.url}/scim/v2/Users`, 'GET', token)).status
    expect(await status()).toBe(200)

    const off = await rollcall('organizations', 'provisioning', 'switches', 'off')
    expect(off).toMatchObject({ code: 0, stderr: '' })
    expect(off.stdout).toMatch(/^SCIM provisioning of Switches is off\.$/m)
    expect(await status()).toBe(403)

    const denied = await rollcall('organizations', 'entitlement', 'switches', 'off')
    expect(denied).toEqual({ code: 0, stdout: 'Switches may not use SCIM.\n', stderr: '' })
    const refused = await rollcall('organizations', 'provisioning', 'switches', 'on')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/not entitled .*set the entitlement first/)

    expect(await json('organizations', 'entitlement', 'switches', 'on')).toEqual({ scim: true })
    const on = await json('organizations', 'provisioning', 'switches', 'on')
    expect(on).toEqual({ enabled: true, scimBaseUrl: `${server.url}/scim/v2` })
    expect(await status()).toBe(200)
  })

  it('a webhook is created and switched off, and an update without a change says what can be changed', async () => {
    const { rollcall, json } = terminal
    await json('organizations', 'create', 'Hooks')
    const created = await json('webhooks', 'create', 'hooks', '--to', 'https://example.com/hooks', '--events', 'user.*')
    expect(created).toMatchObject({ url: 'https://example.com/hooks', events: ['user.*'], isEnabled: true })
    const nothing = await rollcall('webhooks', 'update', 'hooks', String(created.id))
    expect(nothing).toMatchObject({ code: 1, stdout: '' })
    expect(nothing.stderr).toContain(
      'Say what to change, with --to, --description, --events, --payload, --audience, --enable, --disable.',
    )
    expect(await json('webhooks', 'update', 'hooks', String(created.id), '--disable')).toMatchObject({
      isEnabled: false,
      disabledReason: 'administrator',
    })
  })

  it('a token is created in three forms, listed, changed, and revoked for good', async () => {
    const { rollcall, json, server } = terminal
    await json('organizations', 'create', 'Tokens', '--enable-provisioning')
    const create = ['scim-tokens', 'create', 'tokens', '--description'] as const
    const status = async (token: string): Promise<number> =>
      (await send(`${server.url}/scim/v2/Users`, 'GET', token)).status

    const forPeople = await rollcall(...create, 'Okta, production')
    expect(forPeople).toMatchObject({ code: 0, stderr: '' })
    expect(lines(forPeople.stdout)).toEqual([
      `SCIM URL ${server.url}/scim/v2`,
      expect.stringMatching(/^Token rc_scim_\w{49}$/),
      expect.stringMatching(/^Expires 20\d\d-\d\d-\d\dT/),
      'The token is shown only now: put it into your identity provider.',
    ])
    const quiet = await rollcall(...create, 'a script', '--quiet')
    expect(quiet).toEqual({ code: 0, stdout: expect.stringMatching(/^rc_scim_\w{49}\n$/), stderr: '' })
    const options = ['--scopes', 'read', '--expires-in-days', '0', '--client-profile', 'entra']
    const created = await json(...create, 'reports', ...options)
    expect(created).toMatchObject({
      description: 'reports',
      scopes: ['read'],
      clientProfile: 'entra',
      expiresAt: null,
      scimBaseUrl: `${server.url}/scim/v2`,
    })
    const { id, token, prefix } = created as { id: string; token: string; prefix: string }
    const listed = await rollcall('scim-tokens', 'list', 'tokens')
    expect(listed.stdout).not.toContain(token)
    expect(lines(listed.stdout)).toHaveLength(4)
    expect(lines(listed.stdout)).toContain(`${id} ${prefix}… reports read entra never never`)

    expect(await status(token)).toBe(200)
    expect((await send(`${server.url}/scim/v2/Users`, 'POST', token, { userName: 'x' })).status).toBe(403)

    const change = ['--description', 'nightly reports', '--expires-in-days', '30', '--scopes', 'read,write']
    const updated = await json('scim-tokens', 'update', 'tokens', id, ...change, '--client-profile', 'okta')
    expect(updated).toMatchObject({ description: 'nightly reports', scopes: ['read', 'write'], clientProfile: 'okta' })
    expect(Date.parse(updated.expiresAt as string) - Date.now()).toBeGreaterThan(29 * 24 * 3_600_000)
    expect(updated).not.toHaveProperty('token')

    const shown = await rollcall('scim-tokens', 'show', 'tokens', id)
    expect(lines(shown.stdout)).toContain('Description nightly reports')
    const rotate = ['scim-tokens', 'rotate', 'tokens', id, '--overlap-hours'] as const
    const second = (await rollcall(...rotate, '1', '--quiet')).stdout.trim()
    expect([await status(token), await status(second)]).toEqual([200, 200])
    const third = await json(...rotate, '0')
    expect(third).toMatchObject({ id, overlapEndsAt: null, token: expect.stringMatching(/^rc_scim_/) })
    expect([await status(token), await status(second), await status(third.token as string)]).toEqual([401, 401, 200])

    const revoked = await rollcall('scim-tokens', 'revoke', 'tokens', id)
    expect(revoked).toEqual({ code: 0, stdout: 'The token no longer works.\n', stderr: '' })
    expect(await status(token)).toBe(401)
    expect(await status(quiet.stdout.trim())).toBe(200)
    expect(await json('scim-tokens', 'list', 'tokens')).toHaveLength(2)
    expect(await rollcall('scim-tokens', 'revoke', 'tokens', id)).toMatchObject({ code: 1, stdout: '' })
  })

  it('a list goes on over all its pages', async () => {
    const { json, server } = terminal
    const names = Array.from({ length: 205 }, (_, number) => `Many ${number}`)
    // A few at a time: the server rightly refuses those that wait long for the database.
    const waiting = [...names]
    const createAll = async (): Promise<void> => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const { status, body } = await send(`${server.url}/api/v1/organizations`, 'POST', OPERATOR_KEY, { name })
        expect(status, JSON.stringify(body)).toBe(201)
      }
    }
    await Promise.all(Array.from({ length: 5 }, createAll))
    const listed = (await json('organizations', 'list')) as unknown as { name: string }[]
    expect(
      listed
        .map((it) => it.name)
        .filter((it) => it.startsWith('Many '))
        .sort(),
    ).toEqual(names.sort())
  })

  it('the server does not show the password of its database', () => {
    const { server } = terminal
    expect(server.output()).toMatch(kind === 'sqlite' ? /Database +sqlite:\// : /Database +postgres:\/\/postgres:…@127/)
  })
})

describe('commands that cannot be done', { concurrent: true }, () => {
  const terminal = useTerminal('sqlite')
  beforeAll(() => terminal.json('organizations', 'create', 'Acme'))

  /** The command must fail with one sentence for people. */
  async function expectFailure(result: Promise<CommandResult>, sentence: RegExp): Promise<void> {
    const { code, stdout, stderr } = await result
    expect(stderr).toMatch(sentence)
    expect(stderr, 'no stack').not.toMatch(/^ +at /m)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  }

  it('without a key, login and the variable are named', async () => {
    const environment = { XDG_CONFIG_HOME: '/nonexistent' }
    const command = ['organizations', 'list', '--url', terminal.server.url]
    await expectFailure(runRollcall(command, environment), /rollcall login.*ROLLCALL_KEY/)
  })

  it('with a wrong operator key, the variable is named', async () => {
    const environment = { ROLLCALL_URL: terminal.server.url, ROLLCALL_OPERATOR_KEY: `${OPERATOR_KEY}-wrong` }
    await expectFailure(runRollcall(['organizations', 'list'], environment), /key.*that of ROLLCALL_OPERATOR_KEY/s)
    const both = { ...environment, ROLLCALL_KEY: 'another' }
    await expectFailure(runRollcall(['organizations', 'list'], both), /that of ROLLCALL_KEY/)
    await expectFailure(runRollcall(['organizations', 'list', '--key', 'x'], both), /that of --key/)
    await expectFailure(runRollcall(['organizations', 'list', '--operator-key', 'x'], both), /that of --key/)
  })

  it('without a server, how to start one is said', async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    await expectFailure(
      terminal.rollcall('organizations', 'list', '--url', url),
      new RegExp(`${url}.*npm start.*--url`),
    )
    await expectFailure(terminal.rollcall('organizations', 'list', '--url', 'acme'), /acme.*npm start.*--url/)
  })

  it('with another kind of server, that is said', async () => {
    const other = createServer((_req, res) => res.setHeader('Content-Type', 'text/html').end('<h1>It works!</h1>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    try {
      await expectFailure(terminal.rollcall('organizations', 'list', '--url', url), new RegExp(url))
    } finally {
      other.close()
    }
  })

  it('for an unknown organization, how to see which there are is said', async () => {
    const sentence = /no organization 'nobody'.*rollcall organizations list/
    await expectFailure(terminal.rollcall('organizations', 'show', 'nobody'), sentence)
    await expectFailure(terminal.rollcall('scim-tokens', 'create', 'nobody', '--description', 'x'), sentence)
    const id = '01a20bc3-bbfb-769b-8125-d49ba8a37240'
    await expectFailure(terminal.rollcall('organizations', 'delete', id, '--yes'), new RegExp(`no organization.*${id}`))
  })

  it('for an unknown token, its id is named', async () => {
    await expectFailure(terminal.rollcall('scim-tokens', 'revoke', 'acme', 'x'), /no SCIM token with the id 'x'/)
    await expectFailure(terminal.rollcall('scim-tokens', 'update', 'acme', 'x', '--description', 'y'), /id 'x'/)
  })

  it('a slug that is taken is refused', async () => {
    await expectFailure(terminal.rollcall('organizations', 'create', 'Acme', '--slug', 'acme'), /same slug/)
  })

  it('an update of nothing says what can be changed', async () => {
    await expectFailure(terminal.rollcall('organizations', 'update', 'acme'), /--name/)
  })

  const create = 'scim-tokens create acme --description x'
  it.each([
    { command: 'scim-tokens create acme', says: /'--description <text>' not specified/ },
    { command: `${create} --expires-in-days soon`, says: /--expires-in-days.*'soon'.*number of days, or 0/ },
    { command: `${create} --expires-in-days -1`, says: /--expires-in-days.*number of days, or 0/ },
    { command: `${create} --expires-in-days 9999`, says: /expiresInDays.*3650/ },
    { command: `${create} --scopes admin`, says: /--scopes.*'admin'.*'read', 'write' or 'read,write'/ },
    { command: `${create} --client-profile google`, says: /--client-profile.*'google'.*okta, entra/ },
    { command: 'organizations provisioning acme maybe', says: /'maybe'.*on, off/ },
    { command: 'organizations create x --slug Not_a_slug', says: /slug/ },
    { command: 'organizations create x --sluggish x', says: /unknown option '--sluggish'/ },
    { command: 'organizations make x', says: /unknown command 'make'/ },
    { command: 'organisations list', says: /unknown command 'organisations'.*organizations/s },
  ])('rollcall $command is refused in words', async ({ command, says }) => {
    await expectFailure(terminal.rollcall(...command.split(' ')), says)
  })

  it('an organization without a name is refused in words', async () => {
    await expectFailure(terminal.rollcall('organizations', 'create', ''), /name/)
  })
})

describe('help', { concurrent: true }, () => {
  it.each([
    {
      command: '--help',
      says: ['serve', 'migrate', 'login', 'organizations', 'scim-tokens', 'admin-keys', 'activity', 'import'],
    },
    { command: 'organizations --help', says: ['create', 'list', 'show', 'update', 'delete', 'provisioning'] },
    { command: 'organizations create --help', says: ['--slug', '--external-id', '--enable-provisioning', '--url'] },
    { command: 'scim-tokens create --help', says: ['--description', '--expires-in-days', '--scopes', '--quiet'] },
    { command: 'serve --help', says: ['environment'] },
  ])('rollcall $command shows what there is', async ({ command, says }) => {
    const { code, stdout, stderr } = await runRollcall(command.split(' '))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const word of says) expect(stdout).toContain(word)
  })

  it('no command shows the help too, and is no success', async () => {
    const { code, stderr } = await runRollcall([])
    expect(code).toBe(1)
    expect(stderr).toContain('organizations')
  })
})

/** The lines of a text with one space between columns. */
function lines(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' '))
}
