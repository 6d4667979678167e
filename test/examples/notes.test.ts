import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, type WatchedPage } from '../support/browser.ts'
import { ROOT, run } from '../support/child-server.ts'
import { launchChromium } from '../support/chromium.ts'
import { startConsoleServer, type ConsoleServer } from '../support/console-server.ts'
import { everythingStored } from '../support/everything-stored.ts'
import { startExample, type ExampleProcess } from '../support/example-process.ts'
import { readable, findSecret } from '../support/find-secret.ts'
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts'
import { OPERATOR_KEY, PATCH_OP, USER } from '../support/test-app.ts'

const SECRET = 'The launch code is 0451.'
const NAMES = ['ada', 'bea', 'cem'] as const

const passwordOf = (name: string): string => `Plum-${name}-and-seven-walnuts`

describe('the example of notes', () => {
  let directory: string
  let rollcall: ConsoleServer
  let product: ExampleProcess
  /** What people's browsers reach the two by. */
  let wires: { readonly rollcall: RecordingProxy; readonly product: RecordingProxy }
  let browser: Browser
  let scimToken: string
  const ids: Record<string, string> = {}
  const tabs: Record<string, WatchedPage> = {}

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'rollcall-notes-'))
    wires = { rollcall: await startRecordingProxy(), product: await startRecordingProxy() }
    const ORIGIN = wires.product.url
    rollcall = await startConsoleServer('sqlite', { environment: { ACCOUNT_ALLOWED_ORIGINS: ORIGIN } })
    wires.rollcall.target = rollcall.url
    const { id } = await rollcall.admin('POST', '/organizations', { name: 'Acme' })
    await rollcall.admin('PUT', `/organizations/${id}/provisioning`, { enabled: true })
    const created = await rollcall.admin('POST', `/organizations/${id}/scim-tokens`, { description: 'Okta' })
    scimToken = created.token as string
    for (const name of NAMES) {
      const user = await rollcall.scim(scimToken, 'POST', '/Users', { schemas: [USER], userName: name })
      ids[name] = user.id as string
    }
    await buildPage()
    product = await startExample('notes', {
      PATH: process.env.PATH,
      PORT: '0',
      ORIGIN,
      NOTES_FILE: path.join(directory, 'notes.json'),
      ROLLCALL_URL: wires.rollcall.url,
      ROLLCALL_KEY: OPERATOR_KEY,
      ROLLCALL_ORGANIZATION: id as string,
    })
    wires.product.target = product.url
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser.close()
    await product.kill()
    await rollcall.close()
    for (const wire of Object.values(wires)) await wire[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  async function signIn(name: string): Promise<WatchedPage> {
    const tab = (tabs[name] = await openPage(browser, wires.product.url))
    await tab.page.goto('/')
    await tab.page.getByLabel('Person').selectOption(name)
    await tab.page.getByRole('button', { name: 'Sign in' }).click()
    return tab
  }

  async function createKeys(name: string): Promise<WatchedPage> {
    const tab = await signIn(name)
    await tab.page.getByRole('textbox', { name: 'Master password' }).fill(passwordOf(name))
    await tab.page.getByRole('button', { name: 'Create my keys' }).click()
    await tab.page.getByRole('button', { name: 'I have kept it' }).click()
    await tab.page.getByRole('heading', { name: 'All notes' }).waitFor()
    return tab
  }

  test('lets one user write what another reads, and nobody else, neither the product nor Rollcall', async () => {
    const [ada, bea, cem] = await Promise.all([createKeys('ada'), createKeys('bea'), createKeys('cem')])
    await ada.page.getByLabel('To').selectOption('bea')
    // What the two would read to each other.
    const fingerprint = await bea.page.locator('#fingerprint').innerText()
    expect(fingerprint).toMatch(/^(\d{5} ){7}\d{5}$/)
    await expect.poll(() => ada.page.locator('#their-fingerprint').innerText()).toBe(fingerprint)
    await ada.page.getByLabel('Note').fill(SECRET)
    await ada.page.getByRole('button', { name: 'Encrypt and send' }).click()

    await ada.page.getByText(`ada to bea: ${SECRET}`).waitFor()
    await bea.page.getByText(`ada to bea: ${SECRET}`).waitFor()
    await cem.page.getByText('ada to bea: (This was encrypted to other keys').waitFor()

    const stored = await readFile(path.join(directory, 'notes.json'))
    expect(JSON.parse(stored.toString())).toMatchObject([{ from: ids.ada, to: ids.bea }])
    const { recorded } = wires.product
    const seen = readable([
      stored,
      ...recorded,
      ...wires.rollcall.recorded,
      ...(await everythingStored(rollcall.databaseUrl)),
    ])
    expect(findSecret(seen, 'ciphertext')).not.toEqual([])
    for (const secret of [SECRET, ...NAMES.map(passwordOf)]) expect(findSecret(seen, secret), secret).toEqual([])
    for (const { complaints } of [ada, bea, cem]) {
      expect(complaints.filter((it) => !it.startsWith(wires.rollcall.url))).toEqual([])
    }
  })

  test('opens the notes again after a new sign-in, with the master password alone', async () => {
    const { page } = tabs.ada as WatchedPage
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Person').selectOption('ada')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('textbox', { name: 'Master password' }).fill(passwordOf('bea'))
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page
      .getByRole('alert')
      .getByText(/password/)
      .waitFor()
    await page.getByRole('textbox', { name: 'Master password' }).fill(passwordOf('ada'))
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText(`ada to bea: ${SECRET}`).waitFor()
  })

  test('puts the reader out when SCIM deactivates them: the page is locked, and the session with Rollcall ended', async () => {
    const { page } = tabs.bea as WatchedPage
    const ticket = page.waitForResponse(
      (it) => it.url().endsWith('/account/session') && it.request().method() === 'POST',
    )
    await page.reload()
    const { token } = (await (await ticket).json()) as { token: string }
    const headers = { Authorization: `Bearer ${token}`, Origin: wires.product.url }
    const own = () => fetch(`${rollcall.url}/api/v1/account`, { headers })
    expect(await (await own()).json()).toMatchObject({ user: { id: ids.bea }, state: 'ready' })
    await page.getByRole('textbox', { name: 'Master password' }).fill(passwordOf('bea'))
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText(SECRET).waitFor()

    await rollcall.scim(scimToken, 'PATCH', `/Users/${ids.bea ?? ''}`, {
      schemas: [PATCH_OP],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    })
    expect((await own()).status).toBe(401)
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
    expect(await page.getByText(SECRET).count()).toBe(0)
    expect(await page.getByRole('option', { name: 'bea' }).count()).toBe(0)
  })
})

/** The first half of `npm start`. */
async function buildPage(): Promise<void> {
  const vite = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const args = [vite, 'build', 'page', '--logLevel', 'error']
  const { code, stderr } = await run(process.execPath, args, { cwd: `${ROOT}examples/notes`, env: process.env })
  expect(code, stderr).toBe(0)
}
