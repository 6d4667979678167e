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
import { startExample, type ExampleProcess } from '../support/example-process.ts'
import { freePort } from '../support/postgres.ts'
import { OPERATOR_KEY, PATCH_OP, USER } from '../support/test-app.ts'

const SECRET = 'The launch code is 0451.'
const NAMES = ['ada', 'bea', 'cem'] as const

const passwordOf = (name: string): string => `${name} and a long master password`

/** A tab of somebody, and all that it has sent to anybody. */
interface Tab extends WatchedPage {
  readonly sent: string[]
}

describe('the example of notes', () => {
  let directory: string
  let rollcall: ConsoleServer
  let product: ExampleProcess
  let browser: Browser
  let scimToken: string
  const ids: Record<string, string> = {}
  const tabs: Record<string, Tab> = {}

  beforeAll(async () => {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    directory = await mkdtemp(path.join(tmpdir(), 'rollcall-notes-'))
    rollcall = await startConsoleServer('sqlite', { ACCOUNT_ALLOWED_ORIGINS: origin })
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
      PORT: String(port),
      NOTES_FILE: path.join(directory, 'notes.json'),
      ROLLCALL_URL: rollcall.url,
      ROLLCALL_KEY: OPERATOR_KEY,
      ROLLCALL_ORGANIZATION: id as string,
    })
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser.close()
    await product.kill()
    await rollcall.close()
    await rm(directory, { recursive: true, force: true })
  })

  async function signIn(name: string): Promise<Tab> {
    const watched = await openPage(browser, product.url)
    const tab = (tabs[name] = { ...watched, sent: [] })
    tab.page.on('request', (request) => tab.sent.push(`${request.url()}\n${request.postData() ?? ''}`))
    await tab.page.goto('/')
    await tab.page.getByLabel('Person').selectOption(name)
    await tab.page.getByRole('button', { name: 'Sign in' }).click()
    return tab
  }

  async function createKeys(name: string): Promise<Tab> {
    const tab = await signIn(name)
    await tab.page.getByRole('textbox', { name: 'Master password' }).fill(passwordOf(name))
    await tab.page.getByRole('button', { name: 'Create my keys' }).click()
    await tab.page.getByRole('button', { name: 'I have kept it' }).click()
    await tab.page.getByRole('heading', { name: 'All notes' }).waitFor()
    return tab
  }

  test('lets one user write what another reads, and nobody else, neither the product nor Rollcall', async () => {
    const [ada, bea, cem] = await Promise.all(NAMES.map(createKeys))
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

    const stored = await readFile(path.join(directory, 'notes.json'), 'utf8')
    expect(JSON.parse(stored)).toMatchObject([{ from: ids.ada, to: ids.bea }])
    const seen = [stored, ...[ada, bea, cem].flatMap(({ sent }) => sent)].join('\n')
    expect(seen).toContain('ciphertext')
    for (const secret of [SECRET, ...NAMES.map(passwordOf)]) {
      expect(seen).not.toContain(secret)
      expect(seen).not.toContain(encodeURIComponent(secret))
    }
    for (const { complaints } of [ada, bea, cem]) {
      expect(complaints.filter((it) => !it.startsWith(rollcall.url))).toEqual([])
    }
  })

  test('opens the notes again after a new sign-in, with the master password alone', async () => {
    const { page } = tabs.ada as Tab
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
    const { page } = tabs.bea as Tab
    const ticket = page.waitForResponse(
      (it) => it.url().endsWith('/account/session') && it.request().method() === 'POST',
    )
    await page.reload()
    const { token } = (await (await ticket).json()) as { token: string }
    const headers = { Authorization: `Bearer ${token}`, Origin: product.url }
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
