import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { overflow, PHONE } from './browser.ts'

const AXE = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Colours that are on their way to others are none that anybody reads. */
export const STILL = '* { transition: none !important; animation: none !important }'
const DESK = { width: 1280, height: 720 }

export interface Barriers {
  /** What axe finds serious, so far. */
  readonly found: string[]
  /** Looks at the page as it is, in light, in the dark and on a phone, without loading it again. */
  readonly check: (what: string) => Promise<void>
}

/** Looks for what keeps people from using a page, which must be opened with `bypassCSP`: axe is a script of ours. */
export async function lookForBarriers(page: Page): Promise<Barriers> {
  await page.addInitScript(AXE)
  const found: string[] = []
  const run = async (what: string, rules: object = {}): Promise<void> => {
    const { violations } = await page.evaluate<AxeResults>(axeRun(rules))
    for (const { impact, id, nodes } of violations) {
      if (impact === 'serious' || impact === 'critical') {
        found.push(...nodes.map(({ html }) => `${what}: ${id} ${html.slice(0, 200)}`))
      }
    }
  }
  const check = async (what: string): Promise<void> => {
    await run(what)
    await page.emulateMedia({ colorScheme: 'dark' })
    // The same elements in other colours.
    await run(`${what} in the dark`, { runOnly: ['color-contrast'] })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(PHONE)
    await run(`${what} on a phone`)
    expect(await overflow(page), what).toBe(0)
    await page.setViewportSize(DESK)
  }
  return { found, check }
}

/** Runs axe without what takes most of its time and is not looked at: frames, and details of what passes. */
function axeRun(rules: object): string {
  // What react-aria has said to screen readers stays for seconds, also when what it refers to is gone.
  const context = { exclude: ['[data-live-announcer]'] }
  const options = { iframes: false, resultTypes: ['violations'], ...rules }
  return `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`
}
