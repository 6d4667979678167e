import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clipboard, openPage, signIn, type WatchedPage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  HOSTILE_NAME,
  provision,
  startConsoleServer,
  type ConsoleServer,
  type ProvisionedOrganization,
} from '../support/console-server.ts'
import { DATABASES, type DatabaseKind } from '../support/databases.ts'
import { GROUP, OPERATOR_KEY, USER, type Json } from '../support/test-app.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe.each(DATABASES)('the console (%s)', (kind) => {
  let server: ConsoleServer
  let acme: ProvisionedOrganization
  const opened: WatchedPage[] = []

  beforeAll(async () => {
    server = await startConsoleServer(kind)
    acme = await provision(server, 'Acme')
  })
  afterAll(() => server.close())

  /** Whatever a test was about: its pages have done nothing that pages may not do. */
  afterEach(async () => {
    server.clock.ahead = 0
    const pages = opened.splice(0)
    const complaints = pages.flatMap((it) => it.complaints)
    await Promise.all(pages.map((it) => it.close()))
    expect(complaints).toEqual([])
  })

  /** A scenario on one of the databases: what is stored is tested on both elsewhere, and the first scenario here. */
  function itOn(database: DatabaseKind, title: string, scenario: () => Promise<void>): void {
    if (database === kind) it(title, scenario)
  }

  async function open(key?: string): Promise<Page> {
    const watched = await openPage(browser, server.url)
    opened.push(watched)
    if (key !== undefined) await signIn(watched.page, server.url, key)
    return watched.page
  }

  async function createKey(organizationId: string, role: 'owner' | 'viewer'): Promise<string> {
    const body = { description: `The ${role}`, role }
    const { key } = await server.admin('POST', `/organizations/${organizationId}/admin-keys`, body)
    return key as string
  }

  it('leads from the sign-in to an identity provider that is connected, and to its first user', async () => {
    const page = await open()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor()
    await page.getByLabel('Admin or operator key').fill('rc_op_mistyped')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This key is not valid').waitFor()
    await page.getByLabel('Admin or operator key').fill(OPERATOR_KEY)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('heading', { name: 'Organizations' }).waitFor()
    await page.getByRole('button', { name: 'Create organization' }).click()
    await page.getByLabel('Name').fill('Globex')
    await page.getByRole('button', { name: 'Create', exact: true }).click()

    await page.getByRole('heading', { name: 'Provisioning', level: 1 }).waitFor()
    await page.getByText('Enable SCIM provisioning', { exact: true }).click()
    await page.getByRole('button', { name: 'Copy SCIM URL' }).click()
    expect(await clipboard(page)).toBe(`${server.url}/scim/v2`)
    await page.getByRole('button', { name: 'Create token' }).first().click()
    await page.getByLabel('Description').fill('Okta, production')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'SCIM token created' })
    await dialog.waitFor()
    await failingOnce(page, [/\/session$/, /\/organizations\/[^/]+$/, /\/scim-tokens\?/])
    await dialog.getByRole('button', { name: 'Copy SCIM token' }).click()
    const token = await clipboard(page)
    expect(token).toMatch(/^rc_scim_\w{49}$/)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Waiting for your identity provider’s test…').waitFor()

    // What Okta sends when somebody presses Test Connector Configuration.
    const filter = encodeURIComponent('userName eq "test.connection@okta.example"')
    await server.scim(token, 'GET', `/Users?filter=${filter}&startIndex=1&count=100`)
    await page.getByText('Users were read: the connection works').waitFor()
    await page.getByText('is connected').waitFor()

    const user = { schemas: [USER], userName: 'ada@globex.example', displayName: 'Ada Lovelace', active: true }
    await server.scim(token, 'POST', '/Users', user)
    await page.getByText('A user was provisioned').waitFor()
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await page.getByRole('link', { name: 'Ada Lovelace' }).click()
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('table', { name: 'History' }).getByRole('link').first().waitFor()

    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await page
      .getByRole('row', { name: /ada@globex/ })
      .first()
      .waitFor()
    expect(await page.getByRole('row', { name: /Analysts/ }).count()).toBe(0)
    await server.scim(token, 'POST', '/Groups', { schemas: [GROUP], displayName: 'Analysts' })
    await page.getByRole('row', { name: /Analysts/ }).waitFor()
    // What is known is answered again for some seconds; it is neither announced again nor shown twice.
    await server.scim(token, 'POST', '/Groups', { schemas: [GROUP], displayName: 'Auditors' })
    await page.getByRole('row', { name: /Auditors/ }).waitFor()
    expect((await page.locator('[role=status][aria-live]').innerText()).trim()).toBe('One new entry')
    expect(await page.getByRole('row', { name: /Analysts|Auditors/ }).count()).toBe(2)
  })

  itOn(
    'postgres',
    'lists users and groups, finds them by words and by filters, and says what is wrong with a filter',
    async () => {
      const page = await open(OPERATOR_KEY)
      await page.goto(`/console/organizations/${acme.id}/users`)
      const rows = page.getByRole('table', { name: 'Users' }).locator('tbody').getByRole('row')
      await page.getByText('55 users').waitFor()
      expect(await rows.count()).toBe(50)
      await page.getByRole('button', { name: 'Show more' }).click()
      await expect.poll(() => rows.count()).toBe(55)
      // The name of a user is text, whatever is in it.
      await page.getByRole('link', { name: HOSTILE_NAME, exact: true }).waitFor()

      const search = page.getByRole('searchbox', { name: 'Search users' })
      await search.fill('person 5')
      await search.press('Enter')
      await page.getByText('7 users').waitFor()
      expect(new URL(page.url()).searchParams.get('filter')).toContain('displayName co "person 5"')
      await page.getByRole('button', { name: 'Filter help' }).click()
      await page.getByRole('button', { name: /People who may not sign in/ }).click()
      await page.getByText('1 user', { exact: true }).waitFor()
      expect(await search.inputValue()).toBe('active eq false')
      await search.fill('active equals false')
      await search.press('Enter')
      // Not a filter, so looked for as words.
      await page.getByText('Nothing fits this filter').waitFor()
      await search.fill('active eq')
      await search.press('Enter')
      await page.getByRole('alert').getByText('The filter is not valid', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Clear the filter' }).click()
      await page.getByText('55 users').waitFor()
      await page.getByRole('button', { name: /Order/ }).click()
      await page.getByRole('option', { name: 'By user name' }).click()
      await page.waitForURL(/sort=userName/)

      await page.getByRole('link', { name: 'Person 10', exact: true }).click()
      await page.getByText('person10@example.com').first().waitFor()
      await page.getByRole('tab', { name: 'Groups (1)' }).click()
      await page.getByRole('link', { name: 'Sales' }).waitFor()
      await page.getByRole('tab', { name: 'JSON' }).click()
      await page.getByRole('button', { name: 'Copy User as JSON' }).click()
      expect(JSON.parse(await clipboard(page))).toMatchObject({ userName: 'person10@example.com' })

      await page.getByRole('link', { name: 'Groups', exact: true }).click()
      await page.getByText('2 groups').waitFor()
      await page.getByRole('link', { name: 'Sales' }).click()
      await page.getByRole('tab', { name: 'Members' }).click()
      const members = page.getByRole('table', { name: 'Members' }).locator('tbody').getByRole('row')
      await expect.poll(() => members.count()).toBe(50)
      await page.getByRole('button', { name: 'Show more' }).click()
      await expect.poll(() => members.count()).toBe(55)
      await page.goto(`/console/organizations/${acme.id}/groups/${acme.emptyGroupId}?view=members`)
      await page.getByText('Nobody is in this group').waitFor()
    },
  )

  itOn('sqlite', 'shows what failed, why, and what to do, with secrets masked', async () => {
    const page = await open(OPERATOR_KEY)
    await page.goto(`/console/organizations/${acme.id}/activity`)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('button', { name: /Outcome/ }).click()
    await page.getByRole('option', { name: 'Failed' }).click()
    await page.waitForURL(/outcome=failure/)
    await page.getByRole('row', { name: /409/ }).getByRole('link').click()
    await page.getByRole('region', { name: 'Why did this fail?' }).waitFor()
    const text = await page.locator('main').innerText()
    expect(text).toMatch(/409/)
    expect(text).toMatch(/What to do/)
    expect(text).toContain('person1@example.com')
    expect(text).not.toContain('correct horse')
    await page.goBack()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('Paused').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.waitForURL((url) => url.search === '')
  })

  itOn('postgres', 'saves settings, and says so when somebody else was faster', async () => {
    const { id } = await server.admin('POST', '/organizations', { name: 'Initech' })
    const page = await open(OPERATOR_KEY)
    await page.goto(`/console/organizations/${String(id)}/settings`)
    await page.getByLabel('Days of activity kept').fill('many')
    await page.getByText('Write a number of days').waitFor()
    await page.getByLabel('Days of activity kept').fill('90')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Settings saved').first().waitFor()
    expect(await server.admin('GET', `/organizations/${String(id)}`)).toMatchObject({ activityRetentionDays: 90 })

    await page.getByLabel('Days of activity kept').fill('60')
    await server.admin('PATCH', `/organizations/${String(id)}`, { name: 'Theirs' })
    await page.getByRole('button', { name: 'Save' }).click()
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else' })
    await conflict.getByText('Theirs', { exact: true }).waitFor()
    await conflict.getByRole('button', { name: 'Save mine anyway' }).click()
    await expect
      .poll(() => server.admin('GET', `/organizations/${String(id)}`))
      .toMatchObject({ name: 'Theirs', activityRetentionDays: 60 })
    await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Theirs')

    await page.getByText('Deleted users come back').click()
    await expect
      .poll(() => server.admin('GET', `/organizations/${String(id)}`))
      .toMatchObject({ restoreDeletedUsers: true })
    await page.getByText('SCIM provisioning', { exact: true }).click()
    await page.getByRole('button', { name: 'Take it away' }).click()
    await page.getByRole('link', { name: 'Provisioning', exact: true }).click()
    await page
      .getByText(/not entitled/i)
      .first()
      .waitFor()

    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Delete organization…' }).click()
    const deletion = page.getByRole('alertdialog')
    expect(await deletion.getByRole('button', { name: 'Delete organization' }).isDisabled()).toBe(true)
    await deletion.getByRole('textbox').fill('Theirs')
    await deletion.getByRole('button', { name: 'Delete organization' }).click()
    await page.getByRole('heading', { name: 'Organizations' }).waitFor()
    await expect(server.admin('GET', `/organizations/${String(id)}`)).rejects.toThrow('notFound')
  })

  itOn('sqlite', 'gives a viewer nothing to change, and nobody another organization', async () => {
    const other = await server.admin('POST', '/organizations', { name: 'Hooli' })
    const page = await open(await createKey(acme.id, 'viewer'))
    await page.goto('/console/')
    await page.waitForURL(`**/organizations/${acme.id}/provisioning`)
    await page.getByRole('table', { name: 'SCIM tokens' }).waitFor()
    expect(await page.getByRole('button', { name: /Create|Actions for/ }).count()).toBe(0)
    expect(await page.getByRole('switch').isDisabled()).toBe(true)
    expect(await page.getByRole('link', { name: 'Organizations' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByText('only an owner').waitFor()
    expect(await page.getByRole('button', { name: /Save|Delete/ }).count()).toBe(0)
    expect(await page.getByRole('switch').isDisabled()).toBe(true)
    await page.getByRole('link', { name: 'Admin keys', exact: true }).click()
    await page.getByRole('heading', { name: 'Admin keys' }).waitFor()
    expect(await page.getByRole('button', { name: /Create|Actions for/ }).count()).toBe(0)

    for (const route of ['provisioning', `users/${acme.users[0] ?? ''}`]) {
      await page.goto(`/console/organizations/${String(other.id)}/${route}`)
      await page.getByRole('heading', { name: 'This organization is not there' }).waitFor()
    }
    await page.goto('/console/nowhere')
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor()
  })

  itOn(
    'postgres',
    'asks for the key again before secrets when the sign-in is old, manages them, and forgets all at the sign-out',
    async () => {
      const key = await createKey(acme.id, 'owner')
      const page = await open(key)
      await page.goto(`/console/organizations/${acme.id}/provisioning`)
      server.clock.ahead = 6 * 60_000
      await page.getByRole('button', { name: 'Create token' }).first().click()
      await page.getByLabel('Description').fill('Entra')
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      const again = page.getByRole('dialog', { name: 'Sign in again' })
      await again.getByLabel('Admin or operator key').fill(key)
      await again.getByRole('button', { name: 'Sign in and go on' }).click()
      const token = await copyShownOnce(page, 'SCIM token created', 'SCIM token')
      expect(await server.scim(token, 'GET', '/Users?count=0')).toMatchObject({ totalResults: 55 })

      await act(page, 'Entra', 'Rotate')
      await page.getByRole('button', { name: /The old secret keeps working/ }).click()
      await page.getByRole('option', { name: 'Not at all' }).click()
      const tokens = (await server.admin('GET', `/organizations/${acme.id}/scim-tokens`)) as { items: Json[] }
      const entra = tokens.items.find(({ description }) => description === 'Entra')
      const change = { description: 'Entra ID' }
      await server.admin('PATCH', `/organizations/${acme.id}/scim-tokens/${String(entra?.id)}`, change)
      await page.getByRole('button', { name: 'Rotate' }).click()
      await page.getByRole('alert').getByText('Request').waitFor()
      // Somebody else has changed it. The next try is about the token as it is now, and what was chosen stays.
      await page.getByRole('dialog').getByText('Entra ID').waitFor()
      await page.getByRole('button', { name: 'Rotate' }).click()
      const rotated = await copyShownOnce(page, 'SCIM token rotated', 'SCIM token')
      expect(await server.scim(token, 'GET', '/Users?count=0')).toMatchObject({ status: '401' })
      expect(await server.scim(rotated, 'GET', '/Users?count=0')).toMatchObject({ totalResults: 55 })

      await act(page, 'Entra ID', 'Revoke')
      await page.getByRole('button', { name: 'Revoke token' }).click()
      await page.getByRole('rowheader', { name: 'Entra ID' }).waitFor({ state: 'detached' })
      expect(await server.scim(rotated, 'GET', '/Users?count=0')).toMatchObject({ status: '401' })

      await page.getByRole('link', { name: 'Admin keys', exact: true }).click()
      await page.getByRole('button', { name: 'Create admin key' }).click()
      await page.getByLabel('Description').fill('Jo')
      await page.getByRole('button', { name: 'Create', exact: true }).click()
      expect(await copyShownOnce(page, 'Admin key created', 'admin key')).toMatch(/^rc_adm_\w{49}$/)
      await act(page, 'Jo', 'Revoke')
      await page.getByRole('button', { name: 'Revoke key' }).click()
      await page.getByRole('rowheader', { name: 'Jo' }).waitFor({ state: 'detached' })

      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor()
      await page.goto(`/console/organizations/${acme.id}/users`)
      await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor()
      expect(await page.getByText('Person 10').count()).toBe(0)
    },
  )
})

/** Chooses something in the menu of a row. */
async function act(page: Page, row: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${row}`, exact: true }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

/** Copies a secret out of the dialog that shows it once, and closes that. */
async function copyShownOnce(page: Page, title: string, name: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: `Copy ${name}`, exact: true }).click()
  const secret = await clipboard(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  return secret
}

/** The visitor comes back to the tab minutes later, and what is read again then fails; after that it works again. */
async function failingOnce(page: Page, requests: readonly RegExp[]): Promise<void> {
  const api = '**/api/v1/**'
  await page.evaluate('{ const now = Date.now; Date.now = () => now() + 300_000 }')
  await page.route(api, (route) => route.fulfill({ status: 429 }))
  const comeBack = (): Promise<unknown> => page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
  const answers = requests.map((request) =>
    page.waitForResponse((answer) => answer.status() === 429 && request.test(answer.url())),
  )
  await comeBack()
  await Promise.all(answers)
  await page.unroute(api)
  await comeBack()
}
