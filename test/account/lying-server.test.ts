import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountKeyring } from '#generated/sdk/types.gen.ts'
import { createAccountKeys } from '../../src/sdk/account/index.ts'
import { openPage, type WatchedPage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startConsoleServer, type ConsoleServer } from '../support/console-server.ts'
import {
  choosePassword,
  createTenant,
  fill,
  heading,
  PASSWORD,
  press,
  provisionUser,
  ticketUrl,
  type Tenant,
} from './visitor.ts'

/* What the page does when the server, or whoever sits in it, gives something else than it should. */

let browser: Browser
let server: ConsoleServer
let acme: Tenant
beforeAll(async () => {
  browser = await launchChromium()
  server = await startConsoleServer('sqlite')
  acme = await createTenant(server, 'Acme')
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const KEYRING = '**/api/v1/account/keyring'

async function signedIn(userName: string): Promise<WatchedPage & { userId: string }> {
  const userId = await provisionUser(server, acme, { userName })
  const watched = await openPage(browser, server.url)
  const { hash } = new URL(await ticketUrl(server, acme, userId))
  await ask(watched.page, 'POST', '/session', { ticket: hash.replace('#ticket=', '') })
  return { ...watched, userId }
}

/** Finishes the account as the page does, without looking at it. */
async function withKeys(userName: string): Promise<WatchedPage & { keyring: AccountKeyring }> {
  const signed = await signedIn(userName)
  const owner = { organizationId: acme.id, userId: signed.userId }
  const { keyring } = await createAccountKeys({ ...owner, password: PASSWORD })
  await ask(signed.page, 'PUT', '/keyring', keyring)
  return { ...signed, keyring }
}

/** As a script of the page would. */
async function ask(page: Page, method: string, route: string, data: object): Promise<void> {
  const headers = { Origin: server.url, 'Rollcall-Session': '1', ...(method === 'PUT' && { 'If-None-Match': '*' }) }
  const answer = await page.context().request.fetch(`${server.url}/api/v1/account${route}`, { method, headers, data })
  expect(answer.status(), await answer.text()).toBe(201)
}

describe('a server that lies', () => {
  it('with keys of somebody else, weak or unknown derivations, older or broken keys, gets nothing derived', async () => {
    const bea = await withKeys('bea@acme.example')
    await bea.close()
    const { page, complaints, close, keyring } = await withKeys('ada@acme.example')
    let workers = 0
    page.on('worker', () => (workers += 1))
    let change: (real: AccountKeyring) => AccountKeyring = (real) => real
    await page.route(KEYRING, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: change((await response.json()) as AccountKeyring) })
    })
    /** Unlocks with what the server then gives. The page must refuse and say why. */
    const expectRefusal = async (lie: (real: AccountKeyring) => AccountKeyring, reason: RegExp): Promise<void> => {
      change = (real) => real
      await page.goto('/account/')
      await press(page, 'Unlock')
      change = lie
      await fill(page, 'Master password', PASSWORD)
      await press(page, 'Unlock')
      await heading(page, 'Stopped, to protect your keys')
      await page.getByText(reason).waitFor()
    }
    const derivation = (changes: object) => (real: AccountKeyring) => ({
      ...real,
      derivation: { ...real.derivation, ...changes },
    })
    await expectRefusal(() => bea.keyring, /not the one of this user/)
    await expectRefusal(derivation({ memoryKiB: 8, iterations: 1, parallelism: 1 }), /That would not be safe/)
    await expectRefusal(derivation({ algorithm: 'pbkdf2' }), /That would not be safe/)
    await expectRefusal((real) => ({ ...real, format: 2 as 1 }), /newer version/)
    await expectRefusal((real) => ({ ...real, passwordWrapped: real.recoveryWrapped }), /not the one of this user/)
    await expectRefusal((real) => ({ ...real, revision: 7 }), /not the one of this user/)
    expect(workers).toBe(0)

    // A bit of what is sealed cannot be told from another password.
    change = (real) => ({ ...real, passwordWrapped: flipped(real.passwordWrapped) })
    await page.goto('/account/')
    await press(page, 'Unlock')
    await fill(page, 'Master password', PASSWORD)
    await press(page, 'Unlock')
    await page.getByText('The master password is another').waitFor()

    change = (real) => real
    await page.goto('/account/')
    await press(page, 'Change master password')
    await fill(page, 'Master password of now', PASSWORD)
    await choosePassword(page, 'another velvet hammock with walnuts')
    await press(page, 'Change master password')
    await page.getByText('Your master password is changed').waitFor()
    // The keys from before the change: whoever has seen the old password could open what is locked with it.
    change = () => keyring
    await press(page, 'Unlock')
    await fill(page, 'Master password', PASSWORD)
    await press(page, 'Unlock')
    await page.getByText('there is 2 already').waitFor()

    // Other keys than the fingerprint says are not even shown.
    change = () => bea.keyring
    await page.goto('/account/')
    await heading(page, 'Stopped, to protect your keys')
    expect(complaints).toEqual([])
    await close()
  })

  it('with other scripts than the page names gets none of them run', async () => {
    const { page, complaints, close } = await signedIn('eve@acme.example')
    const careless = 'export const strengthOf = () => ({ score: 4, advice: [] })'
    await page.route('**/assets/password-strength-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: careless }),
    )
    await page.goto('/account/')
    await choosePassword(page, 'password1234')
    await press(page, 'Go on')
    await page.getByText('What judges passwords could not be loaded').waitFor()
    await page.route('**/assets/index-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: "document.title = 'owned'" }),
    )
    const [failed] = await Promise.all([
      page.waitForEvent('console', (it) => it.text().includes('integrity')),
      page.reload(),
    ])
    expect(failed.text()).toContain('/account/assets/index-')
    expect(await page.title()).toBe('Your account')
    expect(complaints.every((it) => it.includes('integrity'))).toBe(true)
    await close()
  })
})

/** Another text of the same form, with one bit of its ciphertext changed. */
function flipped(jwe: string): string {
  const parts = jwe.split('.')
  const ciphertext = Buffer.from(parts[3] ?? '', 'base64url')
  ciphertext[0] = (ciphertext[0] ?? 0) ^ 1
  return parts.with(3, ciphertext.toString('base64url')).join('.')
}
