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
  await server.admin('PUT', `${home}/role-mappings`, {
    roles: [{ name: 'Admin', description: 'Everything' }, { name: 'Viewer' }],
    rules: [{ groupId, roles: ['Viewer'] }],
  })
  const webhook = await server.admin('POST', `${home}/webhooks`, { url: 'http://127.0.0.1:9/', description: 'Nowhere' })
  const { id: deliveryId } = await server.admin('POST', `${home}/webhooks/${String(webhook.id)}/test`)
  const { items: events } = (await server.admin('GET', `${home}/events?limit=1`)) as { items: Json[] }
  return [
    '/organizations',
    `${home}/provisioning?guide=okta`,
    `/organizations/${String(unpaid.id)}/provisioning`,
    `${home}/users`,
    `${home}/users/${users[0] ?? ''}`,
    `${home}/users/${users[0] ?? ''}?view=history`,
    `${home}/users/${users[0] ?? ''}?view=json`,
    `${home}/users/${users[0] ?? ''}?view=roles`,
    `${home}/groups`,
    `${home}/groups/${groupId}?view=members`,
    `${home}/activity`,
    `${home}/activity/${failure}`,
    `${home}/events`,
    `${home}/events/${String(events[0]?.id)}`,
    `${home}/webhooks`,
    `${home}/webhooks/${String(webhook.id)}`,
    `${home}/webhooks/${String(webhook.id)}?view=settings`,
    `${home}/webhooks/${String(webhook.id)}/deliveries/${String(deliveryId)}`,
    `${home}/roles`,
    `${home}/roles?view=users`,
    `${home}/admin-keys`,
    `${home}/sign-in`,
    `${home}/settings`,
    '/nowhere',
  ]
}
