import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { createChildTenant, killChildServers, runRollcall, send, startChildServer } from '../support/child-server.ts'
import type { ChildServer, CommandResult } from '../support/child-server.ts'
import { createTestDatabase, DATABASES } from '../support/databases.ts'
import { OPERATOR_KEY, USER, type Json } from '../support/test-app.ts'

afterEach(killChildServers)

it.each(DATABASES)(
  'activity is sealed within seconds by any of several processes, outlives them, is exported, and is found altered (%s)',
  async (kind) => {
    const { url, drop } = await createTestDatabase(kind)
    const environment = { DATABASE_URL: url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, LOG_LEVEL: 'warn' }
    const start = (): Promise<ChildServer> => startChildServer(environment)
    let [server, other] = await Promise.all([start(), start()])
    const rollcall = (...args: string[]): Promise<CommandResult> =>
      runRollcall(['activity', ...args], { ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY })
    const tenant = await createChildTenant(server)
    const create = async (number: number): Promise<void> => {
      const body = { schemas: [USER], userName: `user${number}@example.com` }
      const { status } = await send(`${(number % 2 ? server : other).url}/scim/v2/Users`, 'POST', tenant.token, body)
      expect(status).toBe(201)
    }
    await Promise.all(Array.from({ length: 20 }, (_, number) => create(number)))
    const verification = async (): Promise<Json> =>
      (
        await send(
          `${server.url}/api/v1/organizations/${tenant.organizationId}/activity/verification`,
          'GET',
          OPERATOR_KEY,
        )
      ).body
    await expect.poll(async () => (await verification()).unsealed as number, { timeout: 5_000 }).toBe(0)

    const intact = await rollcall('verify', 'acme')
    expect(intact).toMatchObject({ code: 0, stderr: '' })
    expect(intact.stdout).toMatch(/^The activity of Acme is intact: 23 entries/)
    const [, head = ''] = /^Head {2}([\da-f]{64}) {2}block \d+ of \d{4}-/m.exec(intact.stdout) ?? []

    const file = path.join(tmpdir(), `rollcall-activity-${process.pid}-${kind}.ndjson`)
    const exported = await rollcall('export', 'acme')
    expect(await rollcall('export', 'acme', '--output', file)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await readFile(file, 'utf8')).toBe(exported.stdout)
    await rm(file)
    const entries = exported.stdout.trimEnd().split('\n')
    expect(entries).toHaveLength(23)
    const last = JSON.parse(entries.at(-1) ?? '') as Json
    expect(last).toMatchObject({ operation: 'createUser', outcome: 'success', request: { body: expect.any(String) } })
    expect(await rollcall('export', 'acme', '--from', '2100-01-01T00:00:00Z')).toMatchObject({ code: 0, stdout: '' })
    const shown = await rollcall('show', 'acme', String(last.id))
    expect(shown.stdout).toMatch(/^Changed\nuserName: nothing → "user\d+@example.com"$/m)

    // What one process has not sealed, the next does.
    await create(20)
    await Promise.all([server.stop(), other.stop()])
    ;[server, other] = await Promise.all([start(), start()])
    await expect.poll(async () => (await verification()).unsealed as number, { timeout: 5_000 }).toBe(0)
    const again = await rollcall('verify', 'acme', '--expect-head', head, '--json')
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(again.stdout)).toMatchObject({ isIntact: true, entries: 24, problems: [], unsealed: 0 })

    const database = openDatabase(url)
    await sql`update activity set summary = 'Nothing' where id = ${String(last.id)}`.execute(database.kysely)
    const altered = await rollcall('verify', 'acme')
    expect(altered).toMatchObject({ code: 1, stderr: '' })
    expect(altered.stdout).toMatch(/^The activity of Acme is not intact: 1 problem in 24 entries/)
    expect(altered.stdout).toContain(`First  altered: The entry of`)
    expect(altered.stdout).toContain(String(last.id))
    const unknown = await rollcall('verify', 'acme', '--expect-head', 'f'.repeat(64))
    expect(unknown).toMatchObject({ code: 1, stdout: expect.stringContaining('chain broken: The expected hash') })
    expect(await rollcall('verify', 'acme', '--expect-head', 'x')).toMatchObject({ code: 1, stdout: '' })

    const settings = ['--activity-reads-percent', '0', '--event-retention-days', '7']
    const updated = await runRollcall(['organizations', 'update', 'acme', ...settings], {
      ROLLCALL_URL: server.url,
      ROLLCALL_KEY: OPERATOR_KEY,
    })
    expect(updated.stdout).toMatch(/^Reads recorded +0 %$/m)
    expect(updated.stdout).toMatch(/^Events are kept +7 days$/m)
    const exits = await Promise.all([server.stop(), other.stop()])
    expect(exits.map((it) => it.code)).toEqual([0, 0])
    expect(server.output() + other.output()).not.toContain('could not be sealed')
    await database.close()
    await drop()
  },
)
