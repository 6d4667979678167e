import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ConsoleServer } from '../support/console-server.ts'
import { USER, type Json } from '../support/test-app.ts'

export const PASSWORD = 'velvet hammock Über 7 walnuts'
export const NEXT_PASSWORD = 'tundra fiddle „pickle“ lantern'

/** An organization whose users can have accounts, and the SCIM token of its identity provider. */
export interface Tenant {
  readonly id: string
  readonly slug: string
  readonly token: string
}

export async function createTenant(server: ConsoleServer, name: string): Promise<Tenant> {
  const { id, slug } = await server.admin('POST', '/organizations', { name })
  await server.admin('PUT', `/organizations/${String(id)}/provisioning`, { enabled: true })
  const made = await server.admin('POST', `/organizations/${String(id)}/scim-tokens`, { description: 'Okta' })
  return { id: String(id), slug: String(slug), token: String(made.token) }
}

/** The id of a new user, as an identity provider makes one. */
export async function provisionUser(server: ConsoleServer, { token }: Tenant, user: Json): Promise<string> {
  const { id } = await server.scim(token, 'POST', '/Users', { schemas: [USER], active: true, ...user })
  return String(id)
}

/** The address that lets a user in, as the backend of a product gets it. */
export async function ticketUrl(server: ConsoleServer, tenant: Tenant, userId: string): Promise<string> {
  const route = `/organizations/${tenant.id}/accounts/${userId}/setup-tickets`
  return String((await server.admin('POST', route, {})).url)
}

export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

export async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
}

/** Types a new master password twice. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await fill(page, 'New master password', password)
  await fill(page, 'The same again', password)
}

/** Reads the recovery code from the page, and shows that it was kept. `submit` ends it. Returns the code. */
export async function keepCode(page: Page, submit: string): Promise<string> {
  await heading(page, 'Keep your recovery code')
  const groups = await page
    .getByRole('region', { name: /^Recovery code of/ })
    .getByRole('listitem')
    .allInnerTexts()
  // Beside each group stands its number.
  const code = groups.map((it) => it.slice(-4))
  expect(code).toHaveLength(9)
  await press(page, 'I have kept it')
  await heading(page, 'Look at what you have kept')
  const label = (await page.locator('label').innerText()).trim()
  const asked = Number(/^Group (\d) of the recovery code$/.exec(label)?.[1])
  await fill(page, label, (code[asked - 1] ?? '').toLowerCase())
  await press(page, submit)
  return code.join('-')
}

/** Finishes the account of a user who is signed in. Returns the recovery code. */
export async function finishAccount(page: Page, password = PASSWORD): Promise<string> {
  await heading(page, 'Create your master password')
  await choosePassword(page, password)
  await press(page, 'Go on')
  const code = await keepCode(page, 'Finish my account')
  await heading(page, 'Your account is ready')
  return code
}
