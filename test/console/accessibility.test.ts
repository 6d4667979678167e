import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, PHONE, signIn, startBrowser } from '../support/browser.ts'
import { provision, startConsoleServer, type ConsoleServer } from '../support/console-server.ts'
import { OPERATOR_KEY } from '../support/test-app.ts'
import { everyPage, settled } from './every-page.ts'

/* What is the same whatever the database is. */

const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Frames and details of what passes take most of the time and are not looked at. */
const ALL = { iframes: false, resultTypes: ['violations'] }

let browser: Browser
let server: ConsoleServer
let pages: readonly string[]

beforeAll(async () => {
  server = await startConsoleServer('sqlite')
  pages = await everyPage(server, await provision(server, 'Acme', 4))
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

describe('every page of the console', () => {
  const looks: readonly { readonly name: string; readonly look: BrowserContextOptions; readonly rules: object }[] = [
    { name: 'in light', look: { colorScheme: 'light' }, rules: ALL },
    // The same elements in other colours.
    { name: 'in the dark', look: { colorScheme: 'dark' }, rules: { ...ALL, runOnly: ['color-contrast'] } },
    { name: 'on a phone', look: { viewport: PHONE, isMobile: true, hasTouch: true }, rules: ALL },
  ]
  it.each(looks)('$name has nothing that axe finds serious', async ({ look, rules }) => {
    // Axe is a script of ours in a page that allows none; whether the pages keep to that is tested elsewhere.
    const { page, close } = await openPage(browser, server.url, { ...look, bypassCSP: true })
    await page.addInitScript(AXE)
    const found: string[] = []
    const check = async (route: string): Promise<void> => {
      await page.goto(`/console${route}`)
      await settled(page)
      const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(rules)})`)
      for (const { impact, id, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') {
          found.push(...nodes.map(({ html }) => `${route}: ${id} ${html.slice(0, 200)}`))
        }
      }
    }
    await check('/sign-in')
    await signIn(page, server.url)
    for (const route of pages) await check(route)
    await close()
    expect(found).toEqual([])
  })
})

describe('the keyboard alone', () => {
  it('signs in, makes a token, copies it and signs out', async () => {
    const { page, close } = await openPage(browser, server.url)
    const { keyboard } = page
    /** Goes on by Tab until what has the focus is called so, as a screen reader would say it. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        const called = await page.evaluate<string>(
          "document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? ''",
        )
        if (name.test(called)) return
        await keyboard.press('Tab')
      }
      throw new Error(`Tab does not lead to ${String(name)}`)
    }
    await page.goto('/console/')
    await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor()
    await keyboard.type(OPERATOR_KEY)
    await keyboard.press('Enter')
    await page.getByRole('link', { name: 'Acme' }).waitFor()
    await tabTo(/^Acme$/)
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Provisioning', level: 1 }).waitFor()
    await tabTo(/^Create token$/)
    await keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Create SCIM token' }).waitFor()
    await keyboard.type('By keyboard')
    await keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'SCIM token created' }).waitFor()
    await tabTo(/^Copy SCIM token$/)
    await keyboard.press('Enter')
    await page.getByText('SCIM token copied').waitFor({ state: 'attached' })
    await tabTo(/^Done$/)
    await keyboard.press('Enter')
    await page.getByRole('rowheader', { name: /By keyboard/ }).waitFor()
    await tabTo(/^Sign out$/)
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor()
    await close()
  })
})

describe('the reference of the API', () => {
  it('works without any other server: it shows operations, finds them, and breaks no rule of its page', async () => {
    const { page, complaints, close } = await openPage(browser, server.url)
    await page.goto('/docs/')
    await page
      .getByRole('heading', { name: /^Rollcall/ })
      .first()
      .waitFor()
    await page.getByText('/scim/v2/Users/{id}').first().waitFor()
    await page.getByText('Ctrl+K').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').or(page.locator('input:focus')).first().waitFor()
    await page.keyboard.type('rotate')
    await page.getByText('Rotate a SCIM token').first().waitFor()
    await close()
    expect(complaints).toEqual([])
  })
})
