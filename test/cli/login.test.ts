import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChildTenant, ROOT, run, runRollcall, send, startChildServer } from '../support/child-server.ts'
import type { ChildServer, ChildTenant, CommandResult } from '../support/child-server.ts'
import { OPERATOR_KEY, type Json } from '../support/test-app.ts'

const ENTRY = path.join(ROOT, 'src/cli/rollcall.js')

describe('people with a key', () => {
  let server: ChildServer
  let home: string
  let tenant: ChildTenant
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'rollcall-login-'))
    server = await startChildServer({ DATABASE_URL: 'sqlite::memory:', ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
    tenant = await createChildTenant(server, 'Acme')
    await createChildTenant(server, 'Other')
  })
  afterAll(async () => {
    await server.kill()
    await rm(home, { recursive: true })
  })

  const file = (): string => path.join(home, 'rollcall', 'credentials.json')
  const rollcall = (...args: string[]): Promise<CommandResult> => runRollcall(args, { XDG_CONFIG_HOME: home })
  /** `echo key | rollcall login …` */
  const login = async (key: string, ...args: string[]): Promise<CommandResult> => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, XDG_CONFIG_HOME: home, ROLLCALL_URL: server.url }
    const child = spawn(process.execPath, [ENTRY, 'login', ...args], { env })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdin.end(`${key}\n`)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code: code ?? -1, stdout, stderr }
  }

  it('a login is stored for this server and this person alone, after a look whether the key works', async () => {
    expect(await login('rc_op_nonsense')).toMatchObject({ code: 1, stdout: '' })
    expect(await readdir(home)).toEqual([])

    const done = await login(OPERATOR_KEY)
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toMatch(/^Logged in to http:\S+ as operator/)
    expect(done.stdout).not.toContain(OPERATOR_KEY)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect((await stat(path.dirname(file()))).mode & 0o777).toBe(0o700)
    expect(await readdir(path.dirname(file()))).toEqual(['credentials.json'])
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ url: server.url, key: OPERATOR_KEY })

    // No URL and no key are said: both are stored.
    expect((await rollcall('organizations', 'list')).stdout).toContain('acme')
    const elsewhere = await rollcall('organizations', 'list', '--url', 'http://127.0.0.1:9')
    expect(elsewhere).toMatchObject({ code: 1, stdout: '' })
    expect(elsewhere.stderr).toMatch(/logged in to http:\S+, not to http:\/\/127\.0\.0\.1:9:.*login --url/)
    const environment = { XDG_CONFIG_HOME: home, ROLLCALL_URL: server.url, ROLLCALL_KEY: 'wrong' }
    expect((await runRollcall(['whoami'], environment)).stderr).toMatch(/that of ROLLCALL_KEY/)
  })

  it('a file that others can read is refused, and logout removes it', async () => {
    await login(OPERATOR_KEY)
    await chmod(file(), 0o640)
    const refused = await rollcall('organizations', 'list')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/Others can read .*chmod 600 .*credentials\.json/)
    await chmod(file(), 0o600)
    await writeFile(file(), '{')
    expect((await rollcall('whoami')).stderr).toMatch(/damaged.*rollcall login/)
    expect(await rollcall('logout')).toEqual({ code: 0, stdout: `${file()} is removed.\n`, stderr: '' })
    expect((await rollcall('logout')).stdout).toBe('You were not logged in.\n')
  })

  it('whoever has an admin key need not name the organization, and may not name another', async () => {
    const create = ['admin-keys', 'create', 'acme', '--description', "Jo's laptop", '--url', server.url]
    const created = await rollcall(...create, '--role', 'owner', '--key', OPERATOR_KEY, '--quiet')
    expect(created).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^rc_adm_\w+\n$/) })
    expect((await login(created.stdout.trim())).stdout).toMatch(/as owner of Acme \(Jo's laptop\)/)

    const who = JSON.parse((await rollcall('whoami', '--json')).stdout) as Json
    expect(who).toMatchObject({ url: server.url, role: 'owner', organization: { name: 'Acme' } })
    expect((await rollcall('organizations', 'show')).stdout).toContain(tenant.organizationId)
    expect((await rollcall('organizations', 'show', 'acme')).stdout).toContain(tenant.organizationId)
    expect((await rollcall('organizations', 'show', 'other')).stderr).toMatch(/no organization 'other'/)
    expect((await rollcall('organizations', 'provisioning', 'off')).stdout).toMatch(/^SCIM provisioning of Acme is off/)
    expect((await rollcall('organizations', 'provisioning', 'acme', 'on')).stdout).toMatch(/is on/)
    expect((await rollcall('organizations', 'provisioning', 'perhaps')).stderr).toMatch(/'perhaps'.*on, off/)
    const update = ['organizations', 'update', '--activity-retention-days', '7', '--json']
    expect((await rollcall(...update)).code).toBe(0)
    const tokens = JSON.parse((await rollcall('scim-tokens', 'list', '--json')).stdout) as Json[]
    expect(tokens.map((it) => it.id)).toEqual([tenant.tokenId])
    expect((await rollcall('scim-tokens', 'show', tenant.tokenId)).stdout).toContain(tenant.tokenId)

    const keys = JSON.parse((await rollcall('admin-keys', 'list', '--json')).stdout) as Json[]
    expect(keys).toMatchObject([{ description: "Jo's laptop", role: 'owner' }])
    const keyId = String(keys[0]?.id)
    expect((await rollcall('admin-keys', 'show', keyId)).stdout).toContain("Jo's laptop")
    expect((await rollcall('admin-keys', 'revoke', keyId)).stdout).toBe('The key no longer works.\n')
    expect((await rollcall('whoami')).stderr).toMatch(/that of the stored login/)
    await rollcall('logout')
  })

  it('users and groups are looked at, and nothing in their names turns the terminal around', async () => {
    const scim = (resource: string, body: object): Promise<{ body: Json }> =>
      send(`${server.url}/scim/v2/${resource}`, 'POST', tenant.token, body)
    const evil = 'Ev\u202eil\u2066'
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
    const { body: ada } = await scim('Users', { schemas, userName: 'ada@example.com', displayName: evil })
    await scim('Users', { schemas, userName: 'bea@example.com', active: false })
    const groupSchemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
    const { body: group } = await scim('Groups', {
      schemas: groupSchemas,
      displayName: 'Sales',
      members: [{ value: ada.id }],
    })
    const as = (...args: string[]): Promise<CommandResult> =>
      rollcall(...args, '--url', server.url, '--key', OPERATOR_KEY)

    const list = await as('users', 'list', 'acme')
    expect(list.stdout.split('\n')).toHaveLength(4)
    expect(list.stdout).toMatch(/ada@example\.com +Ev\ufffdil\ufffd +yes/)
    const filtered = await as('users', 'list', 'acme', '--filter', 'active eq false', '--json')
    expect((JSON.parse(filtered.stdout) as Json[]).map((it) => it.userName)).toEqual(['bea@example.com'])
    const one = await as('users', 'list', 'acme', '--limit', '1', '--sort-by', 'userName', '--sort-order', 'descending')
    expect(one.stdout).toContain('bea@example.com')
    expect(one.stderr).toBe('1 of 2; --limit shows more, --limit 0 all.\n')
    expect((await as('users', 'list', 'acme', '--filter', 'nonsense')).stderr).toMatch(/filter/i)

    const shown = await as('users', 'show', 'acme', String(ada.id))
    expect(shown.stdout).not.toMatch(/[\u202e\u2066]/)
    expect(JSON.parse(shown.stdout)).toMatchObject({ displayName: evil })
    expect((await as('groups', 'list', 'acme')).stdout).toMatch(/Sales/)
    expect(JSON.parse((await as('groups', 'show', 'acme', String(group.id))).stdout)).toMatchObject({
      displayName: 'Sales',
    })
    expect((await as('groups', 'members', 'acme', String(group.id))).stdout).toContain(String(ada.id))
    expect((await as('users', 'show', 'acme', 'nobody')).code).toBe(1)
  })
})

describe('completion', () => {
  it('bash completes commands, options and what they may be', async () => {
    const { stdout: script } = await runRollcall(['completion', 'bash'])
    const asked = [
      'rollcall or',
      'rollcall organizations prov',
      'rollcall organizations provisioning acme ""',
      'rollcall scim-tokens create acme --client-profile o',
      'rollcall scim-tokens rotate --over',
      'rollcall organizations create --slug ""',
    ]
    const tries = asked.map(
      (it) => `COMP_WORDS=(${it}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _rollcall; echo "\${COMPREPLY[*]}"`,
    )
    const { stdout, stderr } = await run('bash', ['-c', `${script}\n${tries.join('\n')}`], { env: process.env })
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toEqual(['organizations', 'provisioning', 'on off', 'okta', '--overlap-hours', '', ''])
  })
})
