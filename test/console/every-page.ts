import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { ConsoleServer, ProvisionedOrganization } from '../support/console-server.ts'
import type { Json } from '../support/test-app.ts'

/** Waits until a page shows what it is about and no longer loads, and that is no failure. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main .state').first().waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
  expect(await page.locator('.state-icon-danger').count(), page.url()).toBe(0)
}

/** An address of each page, with something to see on it. */
export async function everyPage(
  server: ConsoleServer,
  { id, users, groupId }: ProvisionedOrganization,
): Promise<string[]> {
  const home = `/organizations/${id}`
  const unpaid = await server.admin('POST', '/organizations', { name: 'Not entitled' })
  await server.admin('PUT', `/organizations/${String(unpaid.id)}/entitlements`, { scim: false })
  // Activity is stored a little after the answer.
  const failure = await vi.waitFor(async () => {
    const { items } = (await server.admin('GET', `${home}/activity?outcome=failure`)) as { items: Json[] }
    return String(items[0]?.id ?? expect.fail('No failure is stored'))
  })
  return [
    '/organizations',
    `${home}/provisioning?guide=okta`,
    `/organizations/${String(unpaid.id)}/provisioning`,
    `${home}/users`,
    `${home}/users/${users[0] ?? ''}`,
    `${home}/users/${users[0] ?? ''}?view=history`,
    `${home}/users/${users[0] ?? ''}?view=json`,
    `${home}/groups`,
    `${home}/groups/${groupId}?view=members`,
    `${home}/activity`,
    `${home}/activity/${failure}`,
    `${home}/admin-keys`,
    `${home}/settings`,
    '/nowhere',
  ]
}
