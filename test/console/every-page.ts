import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ConsoleServer, ProvisionedOrganization } from '../support/console-server.ts'
import type { Json } from '../support/test-app.ts'

/** Waits until a page shows what it is about and no longer loads. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main .state').first().waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
}

/** An address of each page, with something to see on it. */
export async function everyPage(
  server: ConsoleServer,
  { id, users, groupId }: ProvisionedOrganization,
): Promise<string[]> {
  const home = `/organizations/${id}`
  const { items } = (await server.admin('GET', `${home}/activity?outcome=failure`)) as { items: Json[] }
  return [
    '/organizations',
    `${home}/provisioning`,
    `${home}/provisioning?guide=okta`,
    `${home}/users`,
    `${home}/users/${users[0] ?? ''}`,
    `${home}/users/${users[0] ?? ''}?view=history`,
    `${home}/users/${users[0] ?? ''}?view=json`,
    `${home}/groups`,
    `${home}/groups/${groupId}?view=members`,
    `${home}/activity`,
    `${home}/activity/${String(items[0]?.id)}`,
    `${home}/admin-keys`,
    `${home}/settings`,
    '/nowhere',
  ]
}
