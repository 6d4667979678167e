import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request as startRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { ClientProfile } from '../../src/domain/scim/client-profiles.ts'
import { describeOnBothDatabases, scimError, type Json, type TestApp } from '../support/test-app.ts'

/*
 * What identity providers send, as data: each file in `fixtures/` is the requests of one client in the order in which
 * it sends them, with the spellings that it uses. Met a new habit? Add a file.
 *
 * `{{name}}` stands for what an earlier step saved, `{{n}}` for the number of a repetition, `{{letters:5}}` for as many
 * letters, and `"...": "{{name}}"` for the members of a saved object. Places in a body are written `name/givenName`;
 * `*` means every element of a list. An answer may have more than is expected of it, but lists are exactly as long.
 */
const Step = z.strictObject({
  title: z.string(),
  /** Whose token is sent. */
  as: z.enum(['the organization', 'another organization', 'nobody']).default('the organization'),
  /** Sends the request so many times, and expects the same of every answer. */
  repeat: z.int().default(1),
  request: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    /** As the client writes it, under the SCIM base URL. */
    path: z.string(),
    /** Beside those of the fixture; null leaves one of these out. */
    headers: z.record(z.string(), z.string().nullable()).default({}),
    body: z.unknown().optional(),
    /** A body that is no JSON. */
    text: z.string().optional(),
  }),
  expect: z.strictObject({
    status: z.int(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
    /** Places where there is nothing. */
    absent: z.array(z.string()).default([]),
    /** Values that are among those at a place. */
    includes: z.record(z.string(), z.array(z.unknown())).default({}),
    /** How many different values there are at a place, in all answers of this and earlier steps that `collect` it. */
    collected: z.record(z.string(), z.int()).default({}),
    /** Whether the answer must not have null anywhere. */
    noNulls: z.boolean().default(false),
  }),
  /** Keeps what is at a place of the answer, '' for all of it, under a name. */
  save: z.record(z.string(), z.string()).default({}),
  /** Adds what is at a place to a list under a name. */
  collect: z.record(z.string(), z.string()).default({}),
})

const Fixture = z.strictObject({
  name: z.string(),
  client: z.string(),
  headers: z.record(z.string(), z.string()),
  steps: z.array(Step),
})

type Step = z.infer<typeof Step>
type Fixture = z.infer<typeof Fixture>
type Saved = Record<string, unknown>
type Tokens = Readonly<Record<Step['as'], string | undefined>>

const FOLDER = new URL('./fixtures/', import.meta.url)
const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const { data, error } = Fixture.safeParse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
    if (!data) throw new Error(`${file} is not a fixture:\n${z.prettifyError(error)}`)
    return data
  })

describeOnBothDatabases('what identity providers send', (test) => {
  let server: Server
  beforeAll(async () => {
    server = createServer(test.app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it.each(fixtures)('$name', async (fixture) => {
    await replay(fixture, (server.address() as AddressInfo).port, await createTokens(test, 'standard'))
  })

  const ofProfiles = fixtures.flatMap((fixture) => {
    const [profile] = /^(okta|entra)/.exec(fixture.client) ?? []
    return profile ? [{ name: fixture.name, profile: profile as ClientProfile, fixture }] : []
  })
  it.each(ofProfiles)('$name, with the profile $profile', async ({ fixture, profile }) => {
    await replay(fixture, (server.address() as AddressInfo).port, await createTokens(test, profile))
  })
})

async function createTokens(test: TestApp, profile: ClientProfile): Promise<Tokens> {
  const [one, another] = await Promise.all([test.createTenant(profile), test.createTenant(profile)])
  return { 'the organization': one.token, 'another organization': another.token, nobody: undefined }
}

async function replay(fixture: Fixture, port: number, tokens: Tokens): Promise<void> {
  const saved: Saved = {}
  for (const [index, step] of fixture.steps.entries()) {
    for (let n = 1; n <= step.repeat; n += 1) {
      saved.n = n
      const answer = await sendAndRead(port, fixture, step, tokens[step.as], saved)
      check(`${fixture.name}, step ${index + 1}: ${step.title}`, step, answer, saved)
      for (const [name, place] of Object.entries(step.save)) saved[name] = at(answer.body, place)[0]
    }
  }
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** The answer; what a profile answers a PATCH of a user without a body is read afterwards, and must be the same. */
async function sendAndRead(
  port: number,
  fixture: Fixture,
  step: Step,
  token: string | undefined,
  saved: Saved,
): Promise<Answer> {
  const answer = await send(port, fixture, step, token, saved)
  const { method, path } = step.request
  if (method !== 'PATCH' || step.expect.status !== 200 || answer.status !== 204) return answer
  const request = { method: 'GET' as const, path, headers: step.request.headers }
  return send(port, fixture, { ...step, request }, token, saved)
}

/** Sends with `node:http`, which leaves the URL as it is written. */
async function send(
  port: number,
  { headers: common }: Fixture,
  { request: { method, path, headers, body, text } }: Step,
  token: string | undefined,
  saved: Saved,
): Promise<Answer> {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(fill(body, saved)))
  const { 'Content-Type': contentType, ...others } = { ...common, ...headers }
  const sent = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...others,
    ...(content !== undefined && { 'Content-Type': contentType, 'Content-Length': String(Buffer.byteLength(content)) }),
  }
  return new Promise((resolve, reject) => {
    const outgoing = startRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path: `/scim/v2${String(fill(path, saved))}`,
        headers: Object.fromEntries(
          Object.entries(sent).flatMap(([k, v]) => (v == null ? [] : [[k, String(fill(v, saved))]])),
        ),
      },
      (incoming) => {
        buffer(incoming).then((bytes) => {
          const plain = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
          const answered = plain.length === 0 ? undefined : (JSON.parse(plain.toString()) as unknown)
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: answered })
        }, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(content)
  })
}

function check(title: string, { expect: expected, collect }: Step, { status, headers, body }: Answer, saved: Saved) {
  const shown = body === undefined ? '' : JSON.stringify(body, undefined, 2).slice(0, 3000)
  const message = `${title}\n${shown}\n`
  expect(status, message).toBe(expected.status)
  checkForm(message, { status, headers, body })
  expect(headers, message).toMatchObject(fill(expected.headers, saved) as object)
  if (expected.body !== undefined) expect(body, message).toMatchObject(fill(expected.body, saved) as object)
  for (const place of expected.absent) expect(at(body, place), `${message}${place} is there`).toEqual([])
  for (const [place, values] of Object.entries(expected.includes)) {
    expect(at(body, place), message).toEqual(expect.arrayContaining(fill(values, saved) as unknown[]))
  }
  if (expected.noNulls) expect(JSON.stringify(body), message).not.toMatch(/[:,[]null\b/)
  for (const [name, place] of Object.entries(collect)) {
    saved[name] = [...((saved[name] ?? []) as unknown[]), ...at(body, place)]
  }
  for (const [name, count] of Object.entries(expected.collected)) {
    expect(new Set(saved[name] as unknown[]).size, `${message}different ${name}`).toBe(count)
  }
}

/** What every client needs of every answer. */
function checkForm(message: string, { status, headers, body }: Answer): void {
  if (status === 204) {
    expect(body, message).toBeUndefined()
    return
  }
  // Entra insists on the media type; Okta reads numbers strictly, and shows `detail` to the administrator.
  expect(headers['content-type'], message).toMatch(/^application\/scim\+json(;|$)/)
  if (status >= 400) expect(body, message).toEqual(scimError(status, (body as Json).scimType as string | undefined))
  const list = body as Json
  if (list.schemas[0] !== 'urn:ietf:params:scim:api:messages:2.0:ListResponse') return
  expect(list, message).toMatchObject({ totalResults: expect.any(Number), startIndex: expect.any(Number) })
  expect(list.Resources, message).toHaveLength(list.itemsPerPage as number)
}

/** The values at a place: none if there is no such place. */
function at(value: unknown, place: string): unknown[] {
  if (place === '') return [value]
  return place.split('/').reduce<unknown[]>(
    (values, key) =>
      values.flatMap((it) => {
        if (typeof it !== 'object' || it === null) return []
        if (key === '*') return Object.values(it)
        return key in it ? [(it as Json)[key] as unknown] : []
      }),
    [value],
  )
}

/** The value with everything that was saved in its place. */
function fill(value: unknown, saved: Saved): unknown {
  if (typeof value === 'string') return fillText(value, saved)
  if (Array.isArray(value)) return value.map((it) => fill(it, saved))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const filled = fill(member, saved)
      return key === '...' ? Object.entries(filled as object) : [[String(fill(key, saved)), filled]]
    }),
  )
}

function fillText(text: string, saved: Saved): unknown {
  const [, whole] = /^\{\{(\w+)\}\}$/.exec(text) ?? []
  if (whole !== undefined) return savedAs(whole, saved)
  return text
    .replaceAll(/\{\{letters:(\d+)\}\}/g, (_, length: string) => 'x'.repeat(Number(length)))
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(savedAs(name, saved)))
}

function savedAs(name: string, saved: Saved): unknown {
  if (!(name in saved)) throw new Error(`No step has saved '${name}'`)
  return saved[name]
}
