import supertest, { type Response, type Test } from 'supertest'
import { CLIENT_ID, CLIENT_SECRET, type OpenIdProvider } from './openid-provider.ts'
import { PUBLIC_URL, type Json, type Tenant, type TestApp } from './test-app.ts'

export const CALLBACK = `${PUBLIC_URL}/api/v1/account/callback`

/** An organization whose users sign in with a provider. */
export interface ConnectedTenant extends Tenant {
  readonly slug: string
  /** Connects the provider, or changes how. */
  readonly connect: (changed?: Json) => Promise<Json>
}

/** A new tenant, connected to a provider by `sub` and `externalId` unless a test says otherwise. */
export async function connectedTenant(
  test: TestApp,
  provider: OpenIdProvider,
  changed: Json = {},
): Promise<ConnectedTenant> {
  const tenant = await test.createTenant()
  const path = `/organizations/${tenant.organizationId}`
  const { slug } = (await test.admin.get(path).expect(200)).body as { slug: string }
  const connect: ConnectedTenant['connect'] = async (more = {}) => {
    const body = { issuer: provider.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, ...more }
    return (await test.admin.put(`${path}/sign-in`, body).expect(200)).body as Json
  }
  await connect(changed)
  return { ...tenant, slug, connect }
}

/** A browser that signs in: what it got at the start, and how it goes on. */
export interface Begun {
  /** Where the provider is. */
  readonly url: string
  readonly cookie: string
}

/** Where an answer leads, after it was made sure that it leads somewhere. */
export function locationOf({ status, headers, text }: Response): string {
  if (status !== 303) throw new Error(`The answer is ${status}: ${text}`)
  return String((headers as Record<string, string>).location)
}

export function cookiesOf({ headers }: Response): string[] {
  const { 'set-cookie': cookies = [] } = headers as { 'set-cookie'?: string[] }
  return cookies
}

/** Follows the link that begins a sign-in. */
export async function begin(
  test: Pick<TestApp, 'app'>,
  slug: string,
  more: Record<string, string> = {},
): Promise<Begun> {
  const answer = await start(test, slug, more)
  const [cookie = ''] = cookiesOf(answer)
  return { url: locationOf(answer), cookie: cookie.split(';')[0] ?? '' }
}

export function start({ app }: Pick<TestApp, 'app'>, organization: string, more: Record<string, string> = {}): Test {
  return supertest(app)
    .get('/api/v1/account/sign-in')
    .query({ organization, ...more })
}

/** Comes back from the provider with what it has sent along. */
export function finish({ app }: Pick<TestApp, 'app'>, callback: string, cookie: string): Test {
  const { pathname, search } = new URL(callback)
  return supertest(app).get(`${pathname}${search}`).set('Cookie', cookie)
}

/** A whole sign-in; returns the answer that ends it. */
export async function signIn(
  test: Pick<TestApp, 'app'>,
  provider: OpenIdProvider,
  slug: string,
  sub?: string,
): Promise<Response> {
  const { url, cookie } = await begin(test, slug)
  return finish(test, await provider.signIn(url, sub), cookie)
}

/** The problem that the account page is told; undefined for who is signed in. */
export function problemIn(answer: Response): string | undefined {
  return new URL(locationOf(answer)).searchParams.get('problem') ?? undefined
}

/** The user who is signed in by an answer. */
export async function userOf({ app }: Pick<TestApp, 'app'>, answer: Response): Promise<Json> {
  const session = cookiesOf(answer)
    .find((it) => it.startsWith('__Host-rollcall_account='))
    ?.split(';')[0]
  if (session === undefined) throw new Error(`Nobody is signed in: ${locationOf(answer)}`)
  const own = await supertest(app)
    .get('/api/v1/account')
    .set('Cookie', session)
    .set('Rollcall-Session', '1')
    .expect(200)
  return own.body as Json
}
