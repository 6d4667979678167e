import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { rehearsals } from '../../src/cli/rehearse/clients/index.ts'
import { CannotStartError, readTarget } from '../../src/cli/rehearse/connection.ts'
import { play, type RunResult } from '../../src/cli/rehearse/play.ts'
import { CLIENTS, type ClientName, type Rehearsal } from '../../src/cli/rehearse/rehearsal.ts'
import { toJson } from '../../src/cli/rehearse/reports/json.ts'
import { escapeXml, toJunit } from '../../src/cli/rehearse/reports/junit.ts'
import { isClean } from '../../src/cli/rehearse/reports/summary.ts'
import { toReport } from '../../src/cli/rehearse/reports/terminal.ts'
import { ROOT, runRollcall, type CommandResult } from '../support/child-server.ts'
import { freePort } from '../support/postgres.ts'
import {
  listen,
  startSpoiledServer,
  type Fault,
  type SpoiledAnswer,
  type SpoiledRequest,
} from '../support/spoiled-server.ts'
import {
  describeOnBothDatabases,
  startTestApp,
  uniqueName,
  type Json,
  type Tenant,
  type TestApp,
} from '../support/test-app.ts'
import { readXml } from '../support/well-formed-xml.ts'

const SCIM_JSON = { 'Content-Type': 'application/scim+json' }
const errorBody = (status: number): Json => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  detail: 'No.',
})
const notFound = { status: 404, headers: SCIM_JSON, body: errorBody(404) }
const emptyList = {
  status: 200,
  headers: SCIM_JSON,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] },
}

/** The request with some of its operations, or with others in their places. */
function withOperations(
  request: SpoiledRequest,
  isKept: (operation: Json) => boolean,
  change = (operation: Json): Json => operation,
): SpoiledRequest {
  const { body } = request
  if (!Array.isArray(body?.Operations)) return request
  return { ...request, body: { ...body, Operations: (body.Operations as Json[]).filter(isKept).map(change) } }
}

/** The answer with other members in its body, if it has one. */
function withBody(answer: SpoiledAnswer, change: (body: Json) => Json): SpoiledAnswer {
  if (typeof answer.body !== 'object' || answer.body === null) return answer
  return { ...answer, body: { ...answer.body, ...change(answer.body) } }
}

/** Another answer for the n-th request of a kind. */
function once(kind: RegExp, n: number, answer: SpoiledAnswer): Fault['instead'] {
  let count = 0
  return ({ method, path: at }) => {
    if (!kind.test(`${method} ${at}`)) return undefined
    count += 1
    return count === n ? answer : undefined
  }
}

/** No answer to the first request of a kind. */
function hangingOnce(kind: RegExp): Fault['spoil'] {
  let hasHung = false
  return (answer, { method, path: at }) => {
    if (hasHung || !kind.test(`${method} ${at}`)) return answer
    hasHung = true
    return 'nothing'
  }
}

/** A page of 250 users who are not really there. */
function pageOfMany({ path: at }: SpoiledRequest, most: number): SpoiledAnswer | undefined {
  const [, start = 0, count = 0] = (/^\/Users\?startIndex=(\d+)&count=(\d+)$/.exec(at) ?? []).map(Number)
  if (start === 0) return undefined
  const Resources = Array.from({ length: Math.min(count, most, 251 - start) }, (_, index) => ({
    id: `u${start + index}`,
  }))
  return { ...emptyList, body: { ...emptyList.body, totalResults: 250, startIndex: start, Resources } }
}

let rotations = 0
/** The same page, but beginning elsewhere each time. */
function rotated(page: SpoiledAnswer | undefined): SpoiledAnswer | undefined {
  if (!page) return undefined
  rotations += 1
  return withBody(page, ({ Resources: list }) => {
    const all = list as Json[]
    return { Resources: [...all.slice(rotations), ...all.slice(0, rotations)] }
  })
}

const PROFILES: Readonly<Partial<Record<ClientName, string>>> = { okta: 'okta', entra: 'entra' }

interface Directory {
  readonly tenant: Tenant
  /** A token as this client should be given one. */
  readonly tokenFor: (client: ClientName) => Promise<string>
  /** Everybody and every group, as they are. */
  readonly everything: () => Promise<Json[]>
}

/** An organization that has people and a group already, whom no rehearsal may touch. */
async function createDirectory(test: TestApp): Promise<Directory> {
  const tenant = await test.createTenant()
  const { scim, organizationId } = tenant
  const stranger = await scim.createUser({ userName: uniqueName(), displayName: 'A real person' })
  await scim.createGroup({ displayName: 'Sales', members: [{ value: stranger.id as string }] })
  return {
    tenant,
    tokenFor: async (client) => {
      const body = { description: client, clientProfile: PROFILES[client] ?? 'lenient' }
      const answer = await test.admin.post(`/organizations/${organizationId}/scim-tokens`, body).expect(201)
      return (answer.body as { token: string }).token
    },
    everything: async () => {
      const [users, groups] = await Promise.all([scim.get('/Users', { count: 200 }), scim.get('/Groups')])
      return [users.body as Json, groups.body as Json].flatMap((it) => it.Resources as Json[])
    },
  }
}

const serve = async (test: TestApp): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = createServer(test.app)
  const url = `${await listen(server)}/scim/v2`
  return { url, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

describeOnBothDatabases('a rehearsal against Rollcall', (test) => {
  let url: string
  let close: () => Promise<void>
  beforeAll(async () => void ({ url, close } = await serve(test)))
  afterAll(() => close())

  it.each(CLIENTS)('%s finds nothing amiss, and leaves the directory as it was', async (client) => {
    const directory = await createDirectory(test)
    const before = await directory.everything()
    const run = await play(rehearsals[client], { url, token: await directory.tokenFor(client) })
    expect(findingsOf(run), report(run)).toEqual([])
    expect(run.steps.map((it) => it.outcome)).not.toContain('skipped')
    expect(run.steps).toHaveLength(rehearsals[client].parts.flatMap((it) => it.steps).length)
    expect(isClean(run)).toBe(true)
    expect(await directory.everything()).toEqual(before)
    expect(report(run)).toContain('finds nothing amiss')
  })

  it('the command says how far it is, writes its reports, and exits with 0', async () => {
    const directory = await createDirectory(test)
    const folder = await emptyFolder()
    const [json, junit] = [path.join(folder, 'report.json'), path.join(folder, 'report.xml')]
    const environment = { SCIM_TOKEN: await directory.tokenFor('jumpcloud') }
    const args = ['rehearse', 'jumpcloud', '--url', `${url}/`, '--json', json, '--junit', junit]
    const { code, stdout, stderr } = await runRollcall(args, environment)
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })

    const steps = rehearsals.jumpcloud.parts.flatMap((it) => it.steps)
    expect(stdout.match(/^ {2}✓ .* \(\d+ ms.*\)$/gm)).toHaveLength(steps.length)
    expect(stdout).toContain('Everything that was made is deleted.')
    expect(stdout, 'no colours and no spinner in a file').not.toContain('\u001b')
    expect(stdout).not.toContain(environment.SCIM_TOKEN)

    const told = JSON.parse(await readFile(json, 'utf8')) as Json
    expect(told).toMatchObject({ client: 'jumpcloud', url, passed: true, interrupted: false, leftovers: [] })
    expect((told.steps as Json[]).map((it) => it.title)).toEqual(steps.map((it) => it.title))
    const elements = readXml(await readFile(junit, 'utf8'))
    expect(elements.filter((it) => it.name === 'testcase')).toHaveLength(steps.length + 2)
    expect(elements.map((it) => it.name)).not.toContain('failure')
  })
})

describe('a rehearsal against a server that is not sound', () => {
  let test: TestApp
  let real: { url: string; close: () => Promise<void> }
  beforeAll(async () => {
    test = await startTestApp('sqlite')
    real = await serve(test)
  })
  afterAll(async () => {
    await real.close()
    await test.database.close()
  })

  interface Sight {
    readonly run: RunResult
    readonly directory: Directory
    readonly before: readonly Json[]
    readonly requests: readonly SpoiledRequest[]
  }

  /** Plays a client, or some parts of it, against a server with a fault. */
  async function playAgainst(client: ClientName, fault: Fault, { parts = /./, seconds = 60 } = {}): Promise<Sight> {
    const directory = await createDirectory(test)
    const before = await directory.everything()
    const server = await startSpoiledServer(real.url, fault)
    onTestFinished(server.close)
    const rehearsal: Rehearsal = {
      ...rehearsals[client],
      parts: rehearsals[client].parts.filter((it) => parts.test(it.title)),
      patience: { ...rehearsals[client].patience, seconds },
    }
    const run = await play(rehearsal, { url: server.url, token: await directory.tokenFor(client) })
    return { run, directory, before, requests: server.requests }
  }

  const isLookUp = ({ method, path: at }: SpoiledRequest): boolean => method === 'GET' && at.includes('filter=')

  it.each<{ fault: string; client: ClientName; parts?: RegExp; seconds?: number; spoiled: Fault; finds: RegExp }>([
    {
      fault: 'a filtered removal is answered 204 and removes nobody',
      client: 'okta',
      parts: /groups by PATCH/,
      spoiled: { bend: (it) => withOperations(it, (one) => !/^members\[/.test(String(one.path))) },
      finds: /ada leaves and cleo joins.*ada \(.*\) is a member, and should not be/,
    },
    {
      fault: 'a removal with a list of values removes everybody',
      client: 'entra',
      parts: /Groups/,
      spoiled: {
        bend: (it) =>
          withOperations(
            it,
            () => true,
            (one) => (one.op === 'Remove' ? { op: 'remove', path: one.path } : one),
          ),
      },
      finds: /one leaves, by a list of values.*bea .* is missing; cleo .* is missing/,
    },
    {
      fault: 'a replace without a path empties the group',
      client: 'okta',
      parts: /groups by PATCH/,
      spoiled: {
        bend: (it) =>
          withOperations(
            it,
            () => true,
            (one) => (one.path === undefined ? { ...one, value: { ...(one.value as Json), members: [] } } : one),
          ),
      },
      finds: /leaves the members alone.*is missing/,
    },
    ...CLIENTS.filter((it) => it !== 'jumpcloud').map((client) => ({
      fault: 'totalResults is a text',
      client,
      parts: /Test|^Users/,
      spoiled: {
        spoil: (answer, { path: at }) =>
          /^\/(Users|Groups)\?/.test(at)
            ? withBody(answer, (it) => ({ totalResults: String(it.totalResults) }))
            : answer,
      } satisfies Fault,
      finds: /totalResults is "\d+"/,
    })),
    ...(['entra', 'google', 'ping', 'okta'] as const).map((client) => ({
      fault: 'a look-up that finds nobody is answered 404',
      client,
      spoiled: {
        spoil: (answer, request) => (isLookUp(request) && (answer.body as Json).totalResults === 0 ? notFound : answer),
      } satisfies Fault,
      parts: /Test connection|^Users|users by PUT|SPEC/,
      finds: /nobody has.*the status is 404|exist already.*the status is 404/,
    })),
    {
      fault: 'a created user comes without a body',
      client: 'okta',
      parts: /users by PUT/,
      spoiled: { spoil: (answer, { method }) => (method === 'POST' ? { ...answer, body: undefined } : answer) },
      finds: /jane is assigned.*the answer has no JSON body/,
    },
    {
      fault: 'names are compared with regard to case',
      client: 'entra',
      parts: /Life/,
      spoiled: {
        instead: ({ path: at }) => (/userName\+eq\+%22JOAN/.test(at) ? emptyList : undefined),
      },
      finds: /userName in capitals finds joan.*nothing is found/,
    },
    {
      fault: 'who is inactive is hidden',
      client: 'entra',
      parts: /Life/,
      spoiled: {
        spoil: (answer, request) =>
          isLookUp(request) && (answer.body as Json).Resources?.[0]?.active === false ? emptyList : answer,
      },
      finds: /a disabled user is still found.*nothing is found/,
    },
    {
      fault: 'a text is stored where a boolean belongs',
      client: 'entra',
      parts: /Life/,
      spoiled: {
        spoil: (answer) => withBody(answer, (it) => (it.active === false ? { active: 'False' } : {})),
      },
      finds: /disabled, as a text.*active is "False", not false/,
    },
    {
      fault: 'active is not changed by a text',
      client: 'entra',
      parts: /Life/,
      spoiled: { bend: (it) => withOperations(it, (one) => one.value !== 'False') },
      finds: /disabled, as a text.*active is true, not false/,
    },
    {
      fault: 'an existing user is created once more',
      client: 'google',
      spoiled: {
        spoil: (answer, { method }) =>
          method === 'POST' && answer.status === 409
            ? { ...answer, status: 201, body: { id: 'a-second-one' } }
            : answer,
      },
      finds: /the same user again.*the status is 201/,
    },
    {
      fault: 'the media type is not that of SCIM',
      client: 'entra',
      parts: /Test connection/,
      spoiled: { spoil: (answer) => ({ ...answer, headers: { 'Content-Type': 'application/json' } }) },
      finds: /Content-Type is "application\/json"/,
    },
    {
      fault: 'the status of an error is a number',
      client: 'okta',
      parts: /SPEC|users by PUT/,
      spoiled: {
        spoil: (answer) => (answer.status >= 400 ? withBody(answer, () => ({ status: answer.status })) : answer),
      },
      finds: /the same user again.*status is 409/,
    },
    {
      fault: 'an error is no JSON',
      client: 'okta',
      parts: /SPEC|users by PUT/,
      spoiled: {
        spoil: (answer) =>
          answer.status === 404 ? { status: 404, headers: { 'Content-Type': 'text/html' }, body: 'Gone' } : answer,
      },
      finds: /an id that nobody has.*(Content-Type is "text\/html"|schemas is nothing)/,
    },
    {
      fault: 'a page has no more than fifty',
      client: 'okta',
      parts: /Import/,
      spoiled: { instead: (it) => pageOfMany(it, 50) },
      finds: /users, a hundred at a time.*50 of the 100 resources/,
    },
    {
      fault: 'the order is another each time',
      client: 'okta',
      parts: /Import/,
      spoiled: { instead: (it) => rotated(pageOfMany(it, 100)) },
      finds: /the first page again.*the order is another/,
    },
    {
      fault: 'members come though they were excluded',
      client: 'entra',
      parts: /Groups/,
      spoiled: {
        bend: (it) => ({ ...it, path: it.path.replace(/excludedAttributes=members/, 'x=y') }),
      },
      finds: /Entra reads the group without members.*members is/,
    },
    {
      fault: 'null takes nothing away',
      client: 'jumpcloud',
      spoiled: {
        bend: (it) => ({
          ...it,
          body: it.body?.emails === null ? { ...it.body, emails: [{ value: 'old@example.com' }] } : it.body,
        }),
      },
      finds: /null for the addresses.*emails is/,
    },
    {
      fault: 'a name is not free after its owner was deleted',
      client: 'jumpcloud',
      spoiled: {
        instead: once(/^POST \/Users$/, 2, { status: 409, headers: SCIM_JSON, body: errorBody(409) }),
      },
      finds: /activated again: a test user.*the status is 409/,
    },
    {
      fault: 'URNs from before the RFC are refused',
      client: 'onelogin',
      spoiled: {
        instead: ({ body }) =>
          JSON.stringify(body?.schemas ?? []).includes('urn:scim')
            ? { status: 400, headers: SCIM_JSON, body: errorBody(400) }
            : undefined,
      },
      finds: /olga is created.*the status is 400 \(“No\.”\)/,
    },
    {
      fault: 'Eq is no operator',
      client: 'ping',
      spoiled: {
        instead: ({ path: at }) =>
          /%20Eq%20/.test(at) ? { status: 400, headers: SCIM_JSON, body: errorBody(400) } : undefined,
      },
      finds: /does pia exist already.*the status is 400/,
    },
    {
      fault: 'an answer does not come in time',
      client: 'google',
      seconds: 2,
      spoiled: { spoil: hangingOnce(/^PUT /) },
      finds: /her name changes.*no answer within 2 s/,
    },
    {
      fault: 'the server breaks down',
      client: 'entra',
      parts: /Manager/,
      spoiled: {
        instead: ({ method }) =>
          method === 'PATCH' ? { status: 500, headers: SCIM_JSON, body: errorBody(500) } : undefined,
      },
      finds: /as a bare text.*the status is 500/,
    },
  ])('$client finds it when $fault', async ({ client, parts, seconds, spoiled, finds }) => {
    const { run, directory, before } = await playAgainst(client, spoiled, { parts, seconds })
    const lines = findingsOf(run)
    expect(
      lines.filter((it) => finds.test(it)),
      `${lines.join('\n')}\n${report(run)}`,
    ).not.toEqual([])
    expect(isClean(run)).toBe(false)
    expect(run.leftovers).toEqual([])
    expect(await directory.everything(), 'what was there is there, and nothing else').toEqual(before)

    const [first] = run.steps.flatMap((it) => it.findings)
    const request = first?.exchanges.at(-1)?.request
    expect(report(run)).toContain(`Request   ${request?.method ?? ''} /`)
    expect(report(run)).toMatch(
      /Expected {2}.*\n {2}But .*\n {2}Why .*\n {2}Source .*(Okta|Entra|Google|Jump|OneLogin|Ping)/,
    )
    const failures = readXml(toJunit(run)).filter((it) => it.name === 'failure')
    expect(failures).toHaveLength(run.steps.filter((it) => it.outcome === 'failed').length)
    expect(failures[0]?.text).toContain(first?.expectation.why)
    expect(JSON.parse(toJson(run))).toMatchObject({ passed: false })
  })

  it.each<{ client: ClientName; step: RegExp }>([
    { client: 'okta', step: /Sales is deleted in the app/ },
    { client: 'entra', step: /deleted, thirty days after/ },
    { client: 'google', step: /gina is deleted/ },
    { client: 'jumpcloud', step: /activated: the test group is deleted/ },
    { client: 'onelogin', step: /olga is deleted/ },
    { client: 'ping', step: /pia is deleted/ },
  ])('$client finds it when DELETE deletes nothing, and what is left is said', async ({ client, step }) => {
    const instead = ({ method }: SpoiledRequest) => (method === 'DELETE' ? { status: 204 } : undefined)
    const { run, directory, before } = await playAgainst(client, { instead }, { parts: /^(?!Import)/ })
    expect(findingsOf(run).filter((it) => step.test(it) && it.includes('the status is 200'))).toHaveLength(1)
    const left = (await directory.everything()).filter((it) => !before.some((one) => one.id === it.id))
    expect(run.leftovers.map((it) => it.id).sort()).toEqual(left.map((it) => it.id as string).sort())
    expect(run.leftovers[0]?.reason).toBe('DELETE answered 204, and a GET still answers 200')
    expect(report(run)).toMatch(/Could not be deleted; please do it by hand:\n {2}\/(Groups|Users)\/[\w-]+ \(/)
    const failures = readXml(toJunit(run)).filter((it) => it.name === 'failure')
    expect(failures.at(-1)?.text).toContain(left[0]?.id)
  })

  it('a user whose id was never told is found by name and deleted', async () => {
    const spoil: Fault['spoil'] = (answer, { method }) =>
      method === 'POST' ? { status: 500, headers: SCIM_JSON, body: errorBody(500) } : answer
    const { run, directory, before } = await playAgainst('google', { spoil })
    expect(findingsOf(run)).toContainEqual(expect.stringMatching(/gina is created.*the status is 500/))
    expect(run.steps.filter((it) => it.outcome === 'skipped').length).toBeGreaterThan(0)
    expect(report(run)).toMatch(/\d+ were skipped, because what they needed was not made/)
    expect(await directory.everything()).toEqual(before)
  })

  it('a stranger is not deleted by a server that ignores filters', async () => {
    const spoiled: Fault = {
      bend: (it) => ({ ...it, path: it.path.replace(/filter=[^&]*/, '') }),
      spoil: (answer, { method }) => (method === 'POST' ? { ...answer, body: undefined } : answer),
    }
    const { directory, before } = await playAgainst('okta', spoiled, { parts: /users by/ })
    expect(await directory.everything()).toEqual(before)
  })

  it('people who were there before are in no report', async () => {
    const spoil: Fault['spoil'] = (answer) => withBody(answer, () => ({ totalResults: '1' }))
    const { run } = await playAgainst('okta', { spoil }, { parts: /Test/ })
    expect(JSON.stringify(run.steps), 'the report has left it out').toContain('A real person')
    for (const written of [report(run), toJson(run), toJunit(run)]) {
      expect(written).not.toContain('A real person')
      expect(written).toContain('of other people)')
    }
  })

  it('what every answer lacks is told once', async () => {
    const spoil: Fault['spoil'] = (answer) => ({ ...answer, headers: { 'Content-Type': 'application/json' } })
    const { run } = await playAgainst('entra', { spoil })
    expect(report(run).match(/^Finding/gm)).toHaveLength(1)
    expect(report(run)).toMatch(/Also in .*“.*”, “.*”, “.*” and \d+ more/)
  })

  it('a server that asks for patience is given it', async () => {
    const busy = { status: 429, headers: { ...SCIM_JSON, 'Retry-After': '0' }, body: errorBody(429) }
    const { run, requests } = await playAgainst('ping', { instead: once(/^POST \/Users$/, 1, busy) })
    expect(findingsOf(run)).toEqual([])
    expect(requests.filter((it) => it.method === 'POST' && it.path === '/Users')).toHaveLength(2)
  })

  it('the command exits with 2 when the token is not accepted', async () => {
    const args = ['rehearse', 'entra', '--url', real.url, '--token', 'rc_scim_wrong']
    const { code, stdout, stderr } = await runRollcall(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/does not accept the token \(401\)\. It says: .{10}/)
  })

  it('the command exits with 1 after a finding', async () => {
    const directory = await createDirectory(test)
    const before = await directory.everything()
    const server = await startSpoiledServer(real.url, { bend: (it) => withOperations(it, () => false) })
    onTestFinished(server.close)
    const token = await directory.tokenFor('onelogin')
    const { code, stdout } = await runRollcall(['rehearse', 'onelogin', '--url', server.url, '--token', token])
    expect(code, stdout).toBe(1)
    expect(stdout).toMatch(/^ {2}✗ olga joins, as application\/scim\+json \(\d+ ms\): olga \([\w-]+\) is missing$/m)
    expect(stdout).toMatch(/^Finding 1 of 1: Groups: olga joins/m)
    expect(stdout).toContain(
      'Source    OneLogin: field log of September 2024 (unverified: the most careful guess) · RFC 7644 §3.5.2',
    )
    expect(await directory.everything()).toEqual(before)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it in order: what was made is deleted', async (signal) => {
    const directory = await createDirectory(test)
    const before = await directory.everything()
    const slowly: Fault['spoil'] = (answer) => new Promise((resolve) => setTimeout(() => resolve(answer), 10))
    const server = await startSpoiledServer(real.url, { spoil: slowly })
    onTestFinished(server.close)
    const json = path.join(await emptyFolder(), 'report.json')
    const args = ['rehearse', 'okta', '--url', server.url, '--json', json]
    const token = await directory.tokenFor('okta')
    const { code, stdout, stderr } = await interrupted(args, token, signal, /jane is looked up/)
    expect(code, stdout + stderr).toBe(130)
    expect(stderr).toContain('Stopping; what was made is being deleted.')
    expect(stdout).toMatch(/The run was stopped before its end\.\n.*\nEverything that was made is deleted\.\n$/)
    expect(stdout).not.toContain('Finding')
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ interrupted: true, passed: false, leftovers: [] })
    expect(await directory.everything()).toEqual(before)
  })
})

describe('a rehearsal that cannot start', () => {
  it.each([
    {
      what: 'a URL without https',
      args: ['okta', '--url', 'scim.example.com', '--token', 'x'],
      says: /is no URL.*such as/,
    },
    { what: 'an unknown client', args: ['otka', '--url', 'https://example.com'], says: /okta, entra, google/ },
    {
      what: 'a report that cannot be written',
      args: ['okta', '--url', 'https://example.com', '--token', 'x', '--json', '/no/such/folder/a.json'],
      says: /'\/no\/such\/folder\/a\.json' cannot be written/,
    },
  ])('exits with 2 and says why: $what', async ({ args, says }) => {
    const { code, stdout, stderr } = await runRollcall(['rehearse', ...args])
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(says)
    expect(stderr, 'no stack').not.toMatch(/^ +at /m)
  })

  it('exits with 2 and says why: a server that is not there', async () => {
    const url = `http://127.0.0.1:${await freePort()}/scim/v2`
    const { code, stderr } = await runRollcall(['rehearse', 'okta', '--url', url], { SCIM_TOKEN: 'x' })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `No SCIM server answers at ${url}: the connection failed: ECONNREFUSED.\n`,
    })
  })

  it.each([
    { url: 'ftp://example.com', token: 'x', says: /is no URL/ },
    { url: 'https://example.com/scim?aadOptscim062020', token: 'x', says: /Leave everything from \? or # on out/ },
    { url: 'https://a:b@example.com', token: 'x', says: /the token is what/ },
    { url: 'https://example.com', token: undefined, says: /set SCIM_TOKEN, or give --token/ },
    { url: 'https://example.com', token: '', says: /set SCIM_TOKEN, or give --token/ },
    { url: 'https://example.com', token: 'a\nb', says: /copied whole/ },
  ])('$url with the token $token is refused', ({ url, token, says }) => {
    expect(() => readTarget(url, token)).toThrow(says)
  })

  it.each([
    {
      what: 'a page',
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      says: /is not SCIM: "<h1>.*" as text\/html/,
    },
    { what: 'another path', status: 404, headers: {}, says: /answers 404.*the one that \/Users is appended to\?/ },
    {
      what: 'a redirect',
      status: 308,
      headers: { Location: 'https://scim.example.com/v2/Users' },
      says: /on to https:\/\/scim\.example\.com\/v2\/Users \(308\)/,
    },
    { what: 'a token without permission', status: 403, headers: {}, says: /does not let the token read users \(403\)/ },
    { what: 'a server that fails', status: 503, headers: {}, says: /answers 503, so there is nothing to rehearse/ },
  ])('what answers is no server to rehearse with: $what', async ({ status, headers, says }) => {
    const server = createServer((_, outgoing) => outgoing.writeHead(status, headers).end('<h1>Hello</h1>'))
    onTestFinished(() => void server.close())
    const url = await listen(server)
    const played = play(rehearsals.ping, { url, token: 'x' })
    await expect(played).rejects.toThrow(says)
    await expect(played).rejects.toBeInstanceOf(CannotStartError)
  })
})

describe('what rehearsals say', () => {
  it('every step has a source, and every expectation a reason', () => {
    for (const { parts, everyAnswer } of Object.values(rehearsals)) {
      for (const { steps } of parts) {
        for (const { title, source, calls } of steps) {
          expect(source, title).not.toBe('')
          expect(calls.length, title).toBeGreaterThan(0)
          for (const { what, why } of [...everyAnswer, ...calls.flatMap((it) => it.expect)]) {
            expect(what, title).not.toBe('')
            expect(why, `${title}: ${what}`).toMatch(/[.]$/)
          }
        }
        expect(new Set(steps.map((it) => it.title)).size, 'titles tell steps apart').toBeGreaterThanOrEqual(
          steps.length - 1,
        )
      }
    }
  })

  it('XML has every text in it, and nothing that XML cannot have', () => {
    const odd = 'a & b < c > d " e \' f \u0000 \u001b[31m \ud800 \uffff ]]> 😀\nnext'
    const [element] = readXml(`<failure message="${escapeXml(odd)}">${escapeXml(odd)}</failure>`)
    const expected = 'a & b < c > d " e \' f \ufffd \ufffd[31m \ufffd \ufffd ]]> 😀\nnext'
    expect(element).toEqual({ name: 'failure', attributes: { message: expected }, text: expected })
  })
})

/** A line for each finding: the step, and what was not as expected. */
function findingsOf({ steps }: RunResult): string[] {
  return steps.flatMap((it) => it.findings.map(({ actual }) => `${it.step.title}: ${actual}`))
}

function report(run: RunResult): string {
  return toReport(run, (_, text) => text)
}

/** A folder for this test alone. */
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rollcall-rehearse-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Runs the command, and sends it a signal when it has said something. */
async function interrupted(
  args: readonly string[],
  token: string,
  signal: NodeJS.Signals,
  when: RegExp,
): Promise<CommandResult> {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/rollcall.js'), ...args], {
    env: { PATH, HOME, SCIM_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
  })
  let [stdout, stderr, isTold] = ['', '', false]
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    if (!isTold && when.test(stdout)) isTold = child.kill(signal)
  })
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code: code ?? -1, stdout, stderr }
}
