import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPage, signIn } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  provision,
  startConsoleServer,
  type ConsoleServer,
  type ProvisionedOrganization,
} from '../support/console-server.ts'
import { receiveHttp, type Receiver } from '../support/receiver.ts'
import type { Json } from '../support/test-app.ts'

/* Who may change what a product listens to and grants, and who may look at it. */

let browser: Browser
let server: ConsoleServer
let acme: ProvisionedOrganization
let receiver: Receiver
const received: string[] = []

beforeAll(async () => {
  server = await startConsoleServer('postgres')
  acme = await provision(server, 'Acme', 3)
  await server.admin('PUT', `/organizations/${acme.id}/role-mappings`, {
    roles: [{ name: 'Admin' }, { name: 'Editor' }],
    rules: [{ groupId: acme.groupId, roles: ['Editor'] }],
  })
  receiver = await receiveHttp((request, response) => {
    received.push(String(request.headers['content-type']))
    request.resume().on('end', () => response.writeHead(202).end())
  })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await receiver[Symbol.asyncDispose]()
})

it('an owner limits a key, makes webhooks of tokens by the keyboard alone, and a viewer sees all of it, exports it, and has no control', async () => {
  const home = `/console/organizations/${acme.id}`
  const owner = await openPage(browser, server.url)
  const { page } = owner
  await signIn(page, server.url)

  await page.goto(`${home}/admin-keys`)
  await page.getByRole('button', { name: 'Create admin key' }).first().click()
  await page.getByLabel('Description').fill('Support')
  await page.getByRole('button', { name: /Grants up to/ }).click()
  await page.getByRole('option', { name: 'Editor' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('dialog', { name: 'Admin key created' }).getByRole('button', { name: 'Done' }).click()
  await page.getByRole('row', { name: /Support.*Owner.*Editor/ }).waitFor()

  await page.goto(`${home}/webhooks`)
  await createByKeyboard(page, [
    [`http://127.0.0.1:${receiver.port}/`, 'Tab', 'Pushed', 'Tab', 'ArrowDown', 'Tab', 'Tab', 'Enter'],
  ])
  await page.getByRole('heading', { name: /^Pushed/ }).waitFor()
  await page.getByRole('button', { name: 'Send test event' }).click()
  const test = page.getByRole('dialog', { name: 'Test event' })
  await test.getByText('It arrived').waitFor()
  expect(received).toEqual(['application/secevent+jwt'])
  await test.getByRole('button', { name: 'Close' }).last().click()

  // More than fits into one answer.
  const cursors: unknown[] = []
  await page.route('**/redeliver', (route) => {
    const { cursor } = route.request().postDataJSON() as { cursor?: string }
    cursors.push(cursor)
    return route.fulfill({ json: { count: cursor === undefined ? 10_000 : 17, nextCursor: cursor ? null : 'next' } })
  })
  await page.getByRole('button', { name: 'Actions for Pushed' }).click()
  await page.getByRole('menuitem', { name: 'Send again everything since' }).click()
  await page.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('10,017 on their way').first().waitFor()
  expect(cursors).toEqual([undefined, 'next'])

  await page.goto(`${home}/webhooks`)
  const type = ['Tab', 'Fetched', 'Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'Tab']
  await createByKeyboard(page, [type, ['Enter']])
  expect(await page.getByRole('heading', { name: /^Fetched/ }).count(), 'it needs an audience').toBe(0)
  await press(page, ['https://product.example/events', 'Enter'])
  await page.getByRole('heading', { name: /^Fetched/ }).waitFor()
  const { items } = (await server.admin('GET', `/organizations/${acme.id}/webhooks`)) as { items: Json[] }
  expect(items).toContainEqual(
    expect.objectContaining({
      description: 'Fetched',
      format: 'set',
      delivery: 'poll',
      audience: 'https://product.example/events',
    }),
  )
  const { id: pushed } = items.find((it) => it.description === 'Pushed') as { id: string }
  const deliveries = await server.admin('GET', `/organizations/${acme.id}/webhooks/${pushed}/deliveries`)
  const [delivery] = deliveries.items as [{ id: string }]

  const body = { description: 'The viewer', role: 'viewer' }
  const { key } = await server.admin('POST', `/organizations/${acme.id}/admin-keys`, body)
  const viewer = await openPage(browser, server.url)
  await signIn(viewer.page, server.url, String(key))
  const writing = /Create|Add|Remove|Actions for|Send|Deliver again|Save|Preview|Delete|Rotate/
  for (const [route, shown] of [
    ['webhooks', 'Fetched'],
    [`webhooks/${pushed}`, 'Test event'],
    [`webhooks/${pushed}?view=settings`, 'You see the settings; only an owner'],
    [`webhooks/${pushed}/deliveries/${delivery.id}`, 'webhook-id'],
    ['events', 'Webhook created'],
    ['roles', 'You see the rules; only an owner'],
  ] as const) {
    await viewer.page.goto(`${home}/${route}`)
    await viewer.page.getByText(shown).filter({ visible: true }).first().waitFor()
    expect(await viewer.page.getByRole('button', { name: writing }).count(), route).toBe(0)
    expect(await viewer.page.locator('main').getByRole('textbox').count(), route).toBe(0)
  }

  await viewer.page.goto(`${home}/activity`)
  await viewer.page.getByRole('table', { name: 'Activity' }).waitFor()
  // What is not a minute old is left to the next export.
  await viewer.page.evaluate('{ const now = Date.now; Date.now = () => now() + 120_000 }')
  const saving = viewer.page.waitForEvent('download')
  await viewer.page.getByRole('button', { name: 'Export' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^acme-activity-[\d-]+\.ndjson$/)
  const entries = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\n')
  const operations = entries.map((it) => (JSON.parse(it) as Json).operation)
  expect(operations[0]).toBe('createOrganization')
  expect(operations.filter((it) => it === 'createWebhook')).toHaveLength(2)
  expect([...owner.complaints, ...viewer.complaints]).toEqual([])
})

/** Opens the dialog, and does what is left to the keyboard. */
async function createByKeyboard(page: Page, steps: readonly (readonly string[])[]): Promise<void> {
  await page.getByRole('button', { name: 'Create webhook' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Create webhook' }).getByLabel('URL').waitFor()
  for (const keys of steps) await press(page, keys)
}

/** Presses keys that have a name; types everything else. */
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const it of keys) {
    if (['Tab', 'Enter', 'ArrowDown'].includes(it)) await page.keyboard.press(it)
    else await page.keyboard.type(it)
  }
}
