import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChildTenant, ROOT, runRollcall, send, startChildServer } from '../support/child-server.ts'
import type { ChildServer, ChildTenant, CommandResult } from '../support/child-server.ts'
import { OPERATOR_KEY, type Json } from '../support/test-app.ts'

describe('whoever waits for an identity provider', () => {
  let server: ChildServer
  let tenant: ChildTenant
  beforeAll(async () => {
    server = await startChildServer({ DATABASE_URL: 'sqlite::memory:', ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
    tenant = await createChildTenant(server, 'Acme')
  })
  afterAll(() => server.kill())

  const environment = (): Record<string, string> => ({ ROLLCALL_URL: server.url, ROLLCALL_KEY: OPERATOR_KEY })
  const rollcall = (...args: string[]): Promise<CommandResult> => runRollcall(args, environment())
  /** A command that goes on: waits until it has printed something. */
  const start = (...args: string[]): { until: (text: RegExp) => Promise<string>; end: () => void } => {
    const { PATH, HOME } = process.env
    const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/rollcall.js'), ...args], {
      env: { PATH, HOME, ...environment() },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    return {
      until: (text) =>
        expect
          .poll(() => output, { timeout: 30_000 })
          .toMatch(text)
          .then(() => output),
      end: () => void child.kill(),
    }
  }

  it('sees the steps of its test, its requests as they come, and why one failed', async () => {
    expect(await rollcall('organizations', 'connection', 'acme')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('· a request arrived'),
    })
    const watching = start('organizations', 'connection', 'acme', '--watch')
    const following = start('activity', 'list', 'acme', '--follow', '--json')
    await Promise.all([watching.until(/press its test button now/), following.until(/createScimToken/)])
    const ask = (resource: string): Promise<unknown> => send(`${server.url}/scim/v2/${resource}`, 'GET', tenant.token)
    // The watch begins with the second in which it was started.
    await ask('Users?count=1')
    await ask('Users/nobody')
    expect(await watching.until(/^Connected/m)).toMatch(/^✓ users were read/m)
    const ndjson = await following.until(/getUser.*\n/)
    // What it is told again, it does not print again.
    await ask('Groups?count=1')
    await following.until(/listGroups.*\n/)
    following.end()
    const operations = ndjson
      .trimEnd()
      .split('\n')
      .map((it) => (JSON.parse(it) as Json).operation as string)
    expect(operations.filter((it) => it === 'getUser' || it === 'listUsers')).toEqual(['listUsers', 'getUser'])
    expect(await rollcall('organizations', 'connection', 'acme')).toMatchObject({ code: 0 })

    const failures = await rollcall('activity', 'list', 'acme', '--outcome', 'failure', '--kind', 'scim', '--json')
    const [failure, ...others] = JSON.parse(failures.stdout) as Json[]
    expect(others).toEqual([])
    const shown = await rollcall('activity', 'show', 'acme', String(failure?.id))
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toMatch(/^Request +GET .*\/Users\/nobody$/m)
    expect(shown.stdout).toMatch(/^Why +\S/m)
    expect(shown.stdout).toContain("There is no User with the id 'nobody'")
    expect((await rollcall('activity', 'list', 'acme', '--limit', '2')).stdout.trimEnd().split('\n')).toHaveLength(3)
  })
})
