import { hash } from 'node:crypto'
import type { Express } from 'express'
import supertest, { type Response, type Test } from 'supertest'
import {
  changePassword,
  createAccountKeys,
  recover,
  rotateKeys,
  type AccountKeyring,
  type CreatedKeys,
  type Derive,
  type KeyringReplacement,
  type Owner,
} from '../../src/sdk/account/index.ts'
import type { Json, Tenant, TestApp } from './test-app.ts'

export const PASSWORD = 'correct horse battery staple'
export const NEW_PASSWORD = 'another battery of staples'

/** In the place of Argon2id where a test is about something else: no time and no memory. */
export const quickly: Derive = ({ password, salt }) =>
  Promise.resolve(hash('sha256', Buffer.concat([password, salt]), 'buffer'))

export function newKeys(owner: Owner): Promise<CreatedKeys> {
  return createAccountKeys({ ...owner, password: PASSWORD, derive: quickly })
}

/** What the page of an account sends to change the keys of a keyring that it has opened. */
export async function replacementOf(
  reason: KeyringReplacement['reason'],
  { keyring, recoveryCode }: { keyring: AccountKeyring; recoveryCode: string },
  { nonce, ...owner }: Owner & { nonce: string },
): Promise<KeyringReplacement> {
  const common = { ...owner, derive: quickly }
  switch (reason) {
    case 'passwordChanged': {
      const secrets = { password: PASSWORD, newPassword: NEW_PASSWORD }
      return (await changePassword(keyring, { ...common, ...secrets })).prove(nonce)
    }
    case 'recovered':
      return (await recover(keyring, { ...common, recoveryCode, newPassword: NEW_PASSWORD })).prove(nonce)
    case 'rotated':
      return (await rotateKeys(keyring, { ...common, password: PASSWORD })).prove(nonce)
  }
}

type Method = 'get' | 'post' | 'put' | 'delete'

/** A browser on our own page of accounts. */
export class AccountBrowser {
  readonly cookie: string
  readonly #app: Express

  constructor(app: Express, cookie: string) {
    this.#app = app
    this.cookie = cookie
  }

  get = (path = ''): Test => this.#send('get', path)
  post = (path: string, body?: object): Test => this.#send('post', path).send(body)
  put = (path: string, body: object): Test => this.#send('put', path).send(body)
  delete = (path: string): Test => this.#send('delete', path)
  /** Stores the first keys. */
  createKeyring = (keyring: AccountKeyring): Test => this.put('/keyring', keyring).set('If-None-Match', '*')
  replaceKeyring = (replacement: KeyringReplacement): Test => this.post('/keyring/replacements', replacement)

  async challenge(): Promise<string> {
    const { body } = await this.post('/keyring/challenges').expect(201)
    return (body as Json).nonce as string
  }

  #send(method: Method, path: string): Test {
    const headers = { Cookie: this.cookie, 'Rollcall-Session': '1', 'Sec-Fetch-Site': 'same-origin' }
    return supertest(this.#app)[method](`/api/v1/account${path}`).set(headers)
  }
}

/** The cookie of our own page in an answer, as the browser sends it back. */
export function cookieIn({ headers }: Response): string {
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

export async function createTicket(
  test: TestApp,
  { organizationId, userId }: Owner,
  body: object = {},
): Promise<string> {
  const path = `/organizations/${organizationId}/accounts/${userId}/setup-tickets`
  const answer = await test.admin.post(path, body).expect(201)
  return (answer.body as Json).ticket as string
}

/** Signs in with a ticket; of our own page unless headers say otherwise. */
export function useTicket({ app }: Pick<TestApp, 'app'>, ticket: string, headers: Record<string, string> = {}): Test {
  return supertest(app).post('/api/v1/account/session').set(headers).send({ ticket })
}

export async function signIn(test: TestApp, owner: Owner): Promise<AccountBrowser> {
  return new AccountBrowser(test.app, cookieIn(await useTicket(test, await createTicket(test, owner)).expect(201)))
}

/** A new user of an organization, and what belongs to it. */
export async function newOwner(
  { organizationId, scim }: Tenant,
  attributes: Json = {},
): Promise<Owner & { user: Json }> {
  const user = await scim.createUser(attributes)
  return { organizationId, userId: user.id as string, user }
}

/** A new user who has finished the account, and a browser that is signed in. */
export async function newReady(test: TestApp, tenant: Tenant) {
  const owner = await newOwner(tenant)
  const browser = await signIn(test, owner)
  const created = await newKeys(owner)
  await browser.createKeyring(created.keyring).expect(201)
  return { owner, browser, ...created, userId: owner.userId }
}
