import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { OPERATOR_KEY } from './test-app.ts'

export const PHONE = { width: 375, height: 812 }

/** A page in a browser profile of its own, and everything it has done that no page may. */
export interface WatchedPage {
  readonly page: Page
  /** Errors in the console, violations of the content security policy, requests to other hosts. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // The browser itself says so of every answer that is no success; what such answers lead to is tested.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) complaints.push(request.url())
  })
  return { page, complaints, close: () => context.close() }
}

/** Signs the page's profile in without the form. */
export async function signIn(page: Page, url: string, key = OPERATOR_KEY): Promise<void> {
  const answer = await page.context().request.post(`${url}/api/v1/session`, {
    headers: { Origin: url, 'Rollcall-Session': '1' },
    data: { key },
  })
  expect(answer.status()).toBe(201)
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

export async function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()')
}
