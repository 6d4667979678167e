import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/start-server.ts'
import { send } from './child-server.ts'
import { createTestDatabase, type DatabaseKind } from './databases.ts'
import { GROUP, OPERATOR_KEY, PRODUCT_ORIGIN, USER, type Json } from './test-app.ts'

/** A server that listens, over a database of its own, with the pages as `npm run build` makes them. */
export interface ConsoleServer {
  readonly url: string
  readonly databaseUrl: string
  /** What the server takes for the time is the real one and this, in milliseconds. */
  readonly clock: { ahead: number }
  /** Calls the admin API with the operator key. Throws when it is refused. */
  readonly admin: (method: string, path: string, body?: unknown) => Promise<Json>
  /** Calls SCIM with a token, as identity providers do. */
  readonly scim: (token: string, method: string, path: string, body?: unknown) => Promise<Json>
  readonly close: () => Promise<void>
}

interface ServerOptions {
  /** Gets every line of the log, down to the last detail; none is written unless given. */
  readonly onLog?: (line: string) => void
  readonly environment?: Readonly<Record<string, string>>
}

export async function startConsoleServer(kind: DatabaseKind, options: ServerOptions = {}): Promise<ConsoleServer> {
  const { onLog, environment } = options
  const database = await createTestDatabase(kind)
  const clock = { ahead: 0 }
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    ROLLCALL_OPERATOR_KEY: OPERATOR_KEY,
    // Where the receivers of tests listen.
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
    ACCOUNT_ALLOWED_ORIGINS: PRODUCT_ORIGIN,
    ...environment,
  })
  const now = (): Date => new Date(Date.now() + clock.ahead)
  const log = onLog ? pino({ level: 'trace' }, { write: onLog }) : pino({ level: 'silent' })
  const { url, stop } = await startServer(config, log, now)
  return {
    url,
    databaseUrl: database.url,
    clock,
    admin: async (method, route, body) => {
      const answer = await send(`${url}/api/v1${route}`, method, OPERATOR_KEY, body)
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
    scim: async (token, method, route, body) => (await send(`${url}/scim/v2${route}`, method, token, body)).body,
    close: async () => {
      await stop()
      await database.drop()
    },
  }
}

/** An organization with provisioning on and a SCIM token, which identity providers have used in every way. */
export interface ProvisionedOrganization {
  readonly id: string
  readonly token: string
  readonly users: readonly string[]
  readonly groupId: string
  readonly emptyGroupId: string
}

/** What a hostile administrator of an identity provider may call a user. */
export const HOSTILE_NAME = '<img src=x onerror="document.title=`owned`">'

export async function provision(server: ConsoleServer, name: string, people = 55): Promise<ProvisionedOrganization> {
  const { id } = await server.admin('POST', '/organizations', { name })
  await server.admin('PUT', `/organizations/${id}/provisioning`, { enabled: true })
  const { token } = (await server.admin('POST', `/organizations/${id}/scim-tokens`, { description: 'Okta' })) as {
    token: string
  }
  const scim = async (method: string, route: string, body?: object): Promise<Json> =>
    server.scim(token, method, route, body)
  const { id: first } = await scim('POST', '/Users', person(1))
  const { Operations } = await scim('POST', '/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: Array.from({ length: people - 1 }, (_, index) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `person${index + 2}`,
      data: person(index + 2),
    })),
  })
  const others = (Operations as Json[]).map(({ location }) => String(location).split('/').at(-1) ?? '')
  const users = [first as string, ...others]
  const members = users.map((value) => ({ value }))
  const group = await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'Sales', externalId: '00g1', members })
  const empty = await scim('POST', '/Groups', { schemas: [GROUP], displayName: 'Nobody' })
  await scim('POST', '/Users', { schemas: [USER], userName: 'person1@example.com', password: 'correct horse' })
  return { id: id as string, token, users, groupId: group.id as string, emptyGroupId: empty.id as string }
}

function person(number: number): Json {
  return {
    schemas: [USER],
    userName: `person${number}@example.com`,
    externalId: `00u${number}`,
    displayName: number === 1 ? HOSTILE_NAME : `Person ${number}`,
    name: { givenName: 'Person', familyName: `Number ${number}` },
    emails: [{ value: `person${number}@example.com`, type: 'work', primary: true }],
    active: number !== 2,
  }
}
