import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookForBarriers } from '../support/axe.ts'
import { openPage, overflow } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startConsoleServer, type ConsoleServer } from '../support/console-server.ts'
import { SIGN_IN_PROBLEMS } from '../../src/domain/sign-in/problems.ts'
import {
  choosePassword,
  createTenant,
  fill,
  heading,
  keepCode,
  PASSWORD,
  press,
  provisionUser,
  ticketUrl,
  type Tenant,
} from './visitor.ts'

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

describe('every screen of the account page', () => {
  it('has nothing that axe finds serious, in light, in the dark and on a phone, which it fits', async () => {
    const { page, close } = await openPage(browser, server.url, { bypassCSP: true, hasTouch: true })
    const { found, check } = await lookForBarriers(page)
    const userId = await provisionUser(server, acme, { userName: `${'very-long-name-'.repeat(8)}@acme.example` })
    const visit = async (choice: string, title: string): Promise<void> => {
      await press(page, choice)
      await heading(page, title)
      await check(title)
    }
    await page.goto('/account/?organization=acme')
    await heading(page, 'Sign in to your account')
    await check('signed out')
    await page.goto(await ticketUrl(server, acme, userId))
    await heading(page, 'Create your master password')
    await choosePassword(page, 'password1234')
    await page.getByText('Strength: Very easy to guess').waitFor()
    await press(page, 'Go on')
    await page.getByText('too easy to guess').waitFor()
    await check('a weak password')
    await choosePassword(page, PASSWORD)
    await press(page, 'Go on')
    await heading(page, 'Keep your recovery code')
    await check('the recovery code')
    await page.setViewportSize({ width: 320, height: 600 })
    expect(await overflow(page)).toBe(0)
    await visit('I have kept it', 'Look at what you have kept')
    await press(page, 'Show the code again')
    await keepCode(page, 'Finish my account')
    await heading(page, 'Your account is ready')
    await check('ready')
    for (const [choice, title] of [
      ['Unlock', 'Unlock your keys'],
      ['Change master password', 'Change your master password'],
      ['Use the recovery code', 'Use your recovery code'],
      ['Make new keys', 'Make new keys'],
    ] as const) {
      await visit(choice, title)
      await press(page, 'Back')
      await heading(page, 'Your account is ready')
    }
    await press(page, 'Unlock')
    await server.scim(acme.token, 'DELETE', `/Users/${userId}`)
    await fill(page, 'Master password', PASSWORD)
    await press(page, 'Unlock')
    await heading(page, 'Your access has ended')
    await check('ended')
    await close()
    expect(found).toEqual([])
  }, 120_000)

  it('says of everything that can go wrong at the sign-in what it is, once', async () => {
    const { page, complaints, close } = await openPage(browser, server.url)
    const titles = new Set<string>()
    for (const problem of [...SIGN_IN_PROBLEMS, 'something-new', '<b>']) {
      await page.goto(`/account/?organization=acme&problem=${encodeURIComponent(problem)}`)
      titles.add(await page.getByRole('heading', { level: 1 }).innerText())
      expect(page.url()).toBe(`${server.url}/account/?organization=acme`)
    }
    expect(titles.size).toBe(SIGN_IN_PROBLEMS.length + 1)
    await page.reload()
    await heading(page, 'Sign in to your account')
    expect(complaints).toEqual([])
    await close()
  })
})

describe('what becomes of keys that are not kept', () => {
  it('closing the tab before leaves the account as it was; of two tabs the first one counts', async () => {
    const { page, complaints, close } = await openPage(browser, server.url)
    const userId = await provisionUser(server, acme, { userName: 'grace@acme.example' })
    const state = async (): Promise<unknown> =>
      (await server.admin('GET', `/organizations/${acme.id}/accounts/${userId}`)).state
    await page.goto(await ticketUrl(server, acme, userId))
    const begin = async (tab = page): Promise<void> => {
      await choosePassword(tab, PASSWORD)
      await press(tab, 'Go on')
      await heading(tab, 'Keep your recovery code')
    }
    await begin()
    expect(await state()).toBe('initialized')
    await page.reload()
    await begin()
    const other = await page.context().newPage()
    await other.goto('/account/')
    await begin(other)
    const code = await keepCode(page, 'Finish my account')
    await heading(page, 'Your account is ready')
    await keepCode(other, 'Finish my account')
    await other.getByText('Your keys were changed somewhere else meanwhile').waitFor()
    await other.getByText('it opens nothing').waitFor()
    await press(other, 'Use the recovery code')
    await fill(other, 'Recovery code', code)
    await choosePassword(other, 'another velvet hammock with walnuts')
    await press(other, 'Go on')
    await heading(other, 'Keep your recovery code')
    expect(complaints).toEqual([])
    await close()
  })
})
