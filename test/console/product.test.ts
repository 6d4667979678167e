import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipboard, openPage, signIn, type WatchedPage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  provision,
  startConsoleServer,
  type ConsoleServer,
  type ProvisionedOrganization,
} from '../support/console-server.ts'
import { finishAccount } from '../support/finish-account.ts'
import { OPERATOR_KEY, PATCH_OP } from '../support/test-app.ts'

/* A product that listens, and what its administrator sees of that. What is stored is tested on both databases elsewhere. */

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly type: string
}

let browser: Browser
let server: ConsoleServer
let acme: ProvisionedOrganization
let receiver: Server
let watched: WatchedPage
let page: Page
let answer: { status: number; body: string } = { status: 204, body: '' }
const received: Received[] = []

beforeAll(async () => {
  server = await startConsoleServer('sqlite')
  acme = await provision(server, 'Acme', 3)
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { type } = JSON.parse(Buffer.concat(chunks).toString()) as { type: string }
      received.push({ headers: request.headers, type })
      response.writeHead(answer.status).end(answer.body)
    })
  }).listen(0, '127.0.0.1')
  browser = await launchChromium()
  watched = await openPage(browser, server.url)
  ;({ page } = watched)
  await signIn(page, server.url)
})
afterAll(async () => {
  await browser.close()
  await server.close()
  receiver.close()
})

describe('the console of a product', () => {
  it('makes a webhook, tests it, explains what failed, delivers it again, and deletes it', async () => {
    const home = `/console/organizations/${acme.id}`
    await page.goto(`${home}/webhooks`)
    await page.getByText('No webhooks yet').waitFor()
    await page.getByRole('button', { name: 'Create webhook' }).click()
    await page.getByLabel('URL').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/rollcall`)
    await page.getByLabel('Description').fill('Product')
    await page.getByText('Everything, also types').click()
    await page.getByText('Choose at least one').waitFor()
    await page.getByRole('group', { name: 'Users' }).getByText('Users', { exact: true }).click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const created = page.getByRole('dialog', { name: 'Webhook created' })
    await created.getByRole('button', { name: 'Copy signing secret' }).click()
    expect(await clipboard(page)).toMatch(/^whsec_/)
    await created.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('heading', { name: /^Product/ }).waitFor()

    await page.getByRole('button', { name: 'Send test event' }).click()
    const test = page.getByRole('dialog', { name: 'Test event' })
    await test.getByText('It arrived').waitFor()
    await test.getByText('The receiver answered 204').waitFor()
    expect(received).toMatchObject([{ type: 'webhook.test' }])
    await test.getByRole('button', { name: 'Close' }).last().click()

    answer = { status: 500, body: 'the database is down' }
    const change = { op: 'replace', path: 'active', value: false }
    await server.scim(acme.token, 'PATCH', `/Users/${acme.users[0] ?? ''}`, {
      schemas: [PATCH_OP],
      Operations: [change],
    })
    await page.getByRole('link', { name: 'User deactivated' }).click()
    const why = page.getByRole('region', { name: 'Why has it not arrived?' })
    await why.getByText('500').waitFor()
    await why.getByText('The next try is').waitFor()
    await page.getByText('the database is down').waitFor()

    answer = { status: 204, body: '' }
    await page.getByRole('button', { name: 'Deliver again' }).click()
    await page.getByText('204 Delivered').waitFor()
    const tries = received.filter(({ type }) => type === 'user.deactivated')
    expect(tries.length).toBeGreaterThanOrEqual(2)
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1)

    await page.getByRole('link', { name: /^Number/ }).click()
    await page.getByRole('heading', { name: 'User deactivated' }).waitFor()
    expect(await page.getByRole('region', { name: 'Event as JSON' }).innerText()).toContain('"active": false')
    const navigation = page.getByRole('navigation', { name: 'Main' })
    await navigation.getByRole('link', { name: 'Events' }).click()
    await page.getByRole('table', { name: 'Events' }).getByText('User deactivated').waitFor()
    await server.scim(acme.token, 'DELETE', `/Users/${acme.users[1] ?? ''}`)
    await page.getByRole('row', { name: /User deleted/ }).waitFor()

    await navigation.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByRole('link', { name: /^Product/ }).click()
    await page.getByRole('button', { name: 'Actions for Product' }).click()
    await page.getByRole('menuitem', { name: 'Send again everything since' }).click()
    await page.getByText('Also what has arrived already').click()
    await page.getByRole('button', { name: 'Send again' }).click()
    await page
      .getByText(/on their way$/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Actions for Product' }).click()
    await page.getByRole('menuitem', { name: 'Switch off' }).click()
    await page.getByText('This webhook is switched off').waitFor()
    await page.getByRole('button', { name: 'Actions for Product' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete webhook' }).click()
    await page.getByText('No webhooks yet').waitFor()
    expect(watched.complaints).toEqual([])
  })

  it('writes a rule of roles, shows what it would do, saves it, and tells on the page of a user why', async () => {
    await page.goto(`/console/organizations/${acme.id}/roles`)
    for (const [number, name] of ['Admin', 'Viewer'].entries()) {
      await page.getByRole('button', { name: 'Add role' }).click()
      await page.getByLabel(`Name of role ${number + 1}`).fill(name)
    }
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByRole('combobox', { name: 'Group of rule 1' }).fill('sal')
    await page.getByRole('option', { name: /^Sales/ }).click()
    await page.getByText('Rule 1 gives no role yet').waitFor()
    await page.getByRole('button', { name: 'Add a role to roles of rule 1' }).click()
    await page.getByRole('menuitem', { name: 'Admin' }).click()
    await page.getByRole('button', { name: 'Preview changes' }).click()
    const preview = page.getByRole('dialog', { name: 'What would change' })
    await preview.getByText('2 people gain a role.').waitFor()
    await preview.getByText('gains Admin').first().waitFor()
    await preview.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Roles saved').first().waitFor()
    await page.getByRole('tab', { name: 'Users' }).click()
    await page.getByRole('link', { name: 'Person 3' }).click()
    const why = page.getByRole('listitem').filter({ hasText: 'Admin' }).first()
    await why.getByText('because of group Sales, rule 1').waitFor()
    expect(watched.complaints).toEqual([])
  })

  it('shows who has finished the account, and takes the keys away from nobody without saying what is lost', async () => {
    const [, , third = ''] = acme.users
    const signedIn = await finishAccount(server, acme.id, third)
    const { fingerprint } = signedIn.session
    await page.goto(`/console/organizations/${acme.id}/accounts`)
    const accounts = page.getByRole('table', { name: 'Accounts' })
    await accounts.getByRole('row', { name: /person1@.+ Suspended Never Never/ }).waitFor()
    await page.getByRole('button', { name: /State/ }).click()
    await page.getByRole('option', { name: 'Ready' }).click()
    await page.waitForURL(/state=ready/)
    await expect.poll(() => accounts.locator('tbody').getByRole('row').count()).toBe(1)
    await accounts.getByRole('link', { name: 'person3@example.com' }).click()
    await page.getByText(String(fingerprint)).waitFor()

    server.clock.ahead = 6 * 60_000
    await page.getByRole('button', { name: 'Reset account…' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('lost for ever').waitFor()
    const confirm = dialog.getByRole('button', { name: 'Reset account' })
    await dialog.getByRole('textbox').fill('person1@example.com')
    expect(await confirm.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('person3@example.com')
    await confirm.click()
    const again = page.getByRole('dialog', { name: 'Sign in again' })
    await again.getByLabel('Admin or operator key').fill(OPERATOR_KEY)
    await again.getByRole('button', { name: 'Sign in and go on' }).click()
    await page.getByText('No keys yet').waitFor()
    await page.getByText('Initialized', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Reset account…' }).count()).toBe(0)
    await expect(signedIn.refresh()).rejects.toMatchObject({ status: 401 })

    await finishAccount(server, acme.id, third)
    const { key } = await server.admin('POST', `/organizations/${acme.id}/admin-keys`, {
      description: 'Looks on',
      role: 'viewer',
    })
    const viewer = await openPage(browser, server.url)
    await signIn(viewer.page, server.url, key as string)
    await viewer.page.goto(`/console/organizations/${acme.id}/users/${third}?view=account`)
    await viewer.page.getByText('Ready', { exact: true }).waitFor()
    expect(await viewer.page.getByRole('button', { name: /Reset/ }).count()).toBe(0)
    expect([...watched.complaints, ...viewer.complaints]).toEqual([])
  })
})
