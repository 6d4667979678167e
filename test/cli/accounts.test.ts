import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChildTenant, killChildServers, runRollcall, send, startChildServer } from '../support/child-server.ts'
import { createTestDatabase, type TestDatabase } from '../support/databases.ts'
import { OPERATOR_KEY, USER } from '../support/test-app.ts'

let database: TestDatabase
let environment: Record<string, string>
let url: string
let organizationId: string
let ada: string

beforeAll(async () => {
  database = await createTestDatabase('sqlite')
  const server = await startChildServer({ DATABASE_URL: database.url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY })
  url = server.url
  environment = { ROLLCALL_URL: url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY }
  const tenant = await createChildTenant(server)
  organizationId = tenant.organizationId
  const user = { schemas: [USER], userName: 'ada@example.com' }
  ada = (await send(`${url}/scim/v2/Users`, 'POST', tenant.token, user)).body.id as string
})

afterAll(async () => {
  await killChildServers()
  await database.drop()
})

const rollcall = (...args: string[]) => runRollcall(['accounts', ...args], environment)
const words = (text: string): string => text.replaceAll(/\s+/g, ' ')

it('lists and shows accounts, makes a ticket that opens one, and resets it only when that is meant', async () => {
  const listed = await rollcall('list', organizationId)
  expect(words(listed.stdout)).toContain(`${ada} ada@example.com initialized never never`)
  expect((await rollcall('list', organizationId, '--state', 'ready', '--json')).stdout.trim()).toBe('[]')

  const made = await rollcall('ticket', organizationId, ada, '--quiet')
  const [, ticket = ''] = new RegExp(`^${url}/account/#ticket=(rc_tic_\\w+)$`).exec(made.stdout.trim()) ?? []
  const headers = { 'Content-Type': 'application/json' }
  const signIn = { method: 'POST', headers, body: JSON.stringify({ ticket }) }
  expect((await fetch(`${url}/api/v1/account/session`, signIn)).status).toBe(201)
  const shown = await rollcall('show', organizationId, ada)
  expect(words(shown.stdout)).toMatch(/User ada@example\.com .* State initialized .* Last sign-in 20/)
  const refused = await rollcall('ticket', organizationId, ada, '--origin', 'https://evil.example')
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('ACCOUNT_ALLOWED_ORIGINS') })

  const unsure = await rollcall('reset', organizationId, ada)
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining('add --yes') })
  const reset = await rollcall('reset', organizationId, ada, '--yes')
  expect(reset).toMatchObject({ code: 0, stderr: '' })
  expect(words(reset.stdout)).toContain('State initialized')
})
