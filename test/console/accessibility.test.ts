import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookForBarriers, STILL } from '../support/axe.ts'
import { openPage, signIn } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  provision,
  startConsoleServer,
  type ConsoleServer,
  type ProvisionedOrganization,
} from '../support/console-server.ts'
import { OPERATOR_KEY } from '../support/test-app.ts'
import { everyPage, settled } from './every-page.ts'

/* What is the same whatever the database is. */

/** Makes the console show what is at another address, and marks the top bar that it leaves. */
function goTo(address: string): string {
  return `document.querySelector('.top-bar').dataset.left = ''
    history.pushState(null, '', ${JSON.stringify(address)})
    dispatchEvent(new PopStateEvent('popstate'))`
}

let browser: Browser
let server: ConsoleServer
let acme: ProvisionedOrganization
let pages: readonly string[]

beforeAll(async () => {
  server = await startConsoleServer('sqlite')
  acme = await provision(server, 'Acme', 4)
  pages = await everyPage(server, acme)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

describe('every page of the console', () => {
  it('has nothing that axe finds serious, in light, in the dark and on a phone, which it fits', async () => {
    // Axe is a script of ours in a page that allows none; whether the pages keep to that is tested elsewhere.
    const { page, close } = await openPage(browser, server.url, { bypassCSP: true, hasTouch: true })
    const { found, check } = await lookForBarriers(page)
    const visit = async (route: string): Promise<void> => {
      const { pathname } = new URL(page.url())
      // Another page is gone to as by a link: what is loaded, axe too, need not be loaded again. The top bar is new then.
      if ((await page.locator('.top-bar').count()) > 0 && pathname !== `/console${route.split('?')[0] ?? ''}`) {
        await page.evaluate(goTo(`/console${route}`))
        await page.locator('.top-bar[data-left]').waitFor({ state: 'detached' })
      } else {
        await page.goto(`/console${route}`)
        await page.addStyleTag({ content: STILL })
      }
      await settled(page)
      await check(route)
    }
    await visit('/sign-in')
    await signIn(page, server.url)
    for (const route of pages) await visit(route)
    await visit(`/organizations/${acme.id}/provisioning`)
    await page.getByRole('button', { name: 'Create token' }).first().click()
    await page.getByLabel('Description').fill('Looked at')
    await check('the dialog that makes a token')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('dialog', { name: 'SCIM token created' }).waitFor()
    await check('the dialog that shows a token once')
    await close()
    expect(found).toEqual([])
  }, 120_000)
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
