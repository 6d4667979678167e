import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as accountKeys from '../../../src/sdk/account/index.ts'
import { unlock, type AccountKeyring, type CreatedKeys, type EncryptedMessage } from '../../../src/sdk/account/index.ts'
import { launchChromium } from '../../support/chromium.ts'
import { ADA, PASSWORD } from './keyrings.ts'
import vectors from './vectors.json' with { type: 'json' }

/** What the page has: the library, and what it makes with it. */
interface PageScope {
  library: typeof accountKeys
  Worker: new (url: string, options: object) => accountKeys.DeriveWorker
}

describe('in a browser', () => {
  let server: Server
  let browser: Browser
  let page: Page
  const errors: unknown[] = []

  beforeAll(async () => {
    const scripts = new Map([
      ['/page.js', await bundle('index.ts')],
      ['/worker.js', await bundle('derive-worker.ts')],
    ])
    server = createServer((request, response) => {
      const script = scripts.get(request.url ?? '')
      if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script)
      else if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(PAGE)
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await launchChromium()
    page = await browser.newPage()
    page.on('pageerror', (error) => errors.push(error))
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction('globalThis.library !== undefined')
  })

  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  test('keys are made by a worker that says how far it is, and open elsewhere', async () => {
    const made = await page.evaluate(
      async ({ owner, password }) => {
        const { library, Worker } = globalThis as unknown as PageScope
        const progress: number[] = []
        const derive = library.deriveInWorker(new Worker('/worker.js', { type: 'module' }))
        const onProgress = (done: number): void => void progress.push(done)
        const created = await library.createAccountKeys({ ...owner, password, derive, onProgress })
        const { keyring, recoveryCode, account } = created
        return { keyring, recoveryCode, fingerprint: account.fingerprint, progress }
      },
      { owner: ADA, password: PASSWORD },
    )
    expect(made.progress[0]).toBe(0)
    expect(made.progress.at(-1)).toBe(1)
    expect(made.progress.length).toBeGreaterThan(3)
    expect(made.progress).toEqual(made.progress.toSorted((a, b) => a - b))
    for (const secret of [{ password: PASSWORD }, { recoveryCode: made.recoveryCode }]) {
      expect((await unlock(made.keyring, { ...ADA, ...secret })).fingerprint).toBe(made.fingerprint)
    }
  })

  test('a keyring from elsewhere opens, reads its messages, and its keys stay in the page', async () => {
    const read = await page.evaluate(
      async ({ owner, recoveryCode, keyring, message }) => {
        const { library } = globalThis as unknown as PageScope
        const account = await library.unlock(keyring as AccountKeyring, { ...owner, recoveryCode })
        const reply = await library.encryptFor(account.publicKeys, 'From the browser', { signedBy: account })
        return { text: (await account.decrypt(message)).text(), reply }
      },
      { ...vectors, message: vectors.messages[0]?.message as EncryptedMessage },
    )
    expect(read.text).toBe(vectors.messages[0]?.text)
    const account = await unlock(vectors.keyring as AccountKeyring, { ...vectors.owner, password: vectors.password })
    expect((await account.decrypt(read.reply, { from: account.publicKeys })).text()).toBe('From the browser')
    expect(errors).toEqual([])
  })

  test('a worker that cannot be loaded is said, and nothing is made', async () => {
    const code = await page.evaluate(
      async ({ owner, password }) => {
        const { library, Worker } = globalThis as unknown as PageScope
        const derive = library.deriveInWorker(new Worker('/missing.js', { type: 'module' }))
        const made: Promise<CreatedKeys> = library.createAccountKeys({ ...owner, password, derive })
        return made.then(
          () => 'nothing',
          (error: unknown) => (error as accountKeys.AccountKeysError).code,
        )
      },
      { owner: ADA, password: PASSWORD },
    )
    expect(code).toBe('derivationFailed')
  })
})

const PAGE = `<!doctype html><title>Account keys</title><script type="module">
  import * as library from '/page.js'
  globalThis.library = library
</script>`

/** A file of the library and what it imports as one script. */
async function bundle(entry: string): Promise<string> {
  const [result] = (await build({
    root: fileURLToPath(new URL('../../../src/sdk/account', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'] }, target: 'es2022' },
  })) as Rolldown.RolldownOutput[]
  return result?.output[0].code ?? ''
}
