import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clipboard, openPage, type WatchedPage } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startConsoleServer, type ConsoleServer } from '../support/console-server.ts'
import type { DatabaseKind } from '../support/databases.ts'
import { everythingStored } from '../support/everything-stored.ts'
import { findSecret, readable, spellings } from '../support/find-secret.ts'
import { CLIENT_ID, CLIENT_SECRET, OpenIdProvider } from '../support/openid-provider.ts'
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts'
import { PATCH_OP, type Json } from '../support/test-app.ts'
import { secretsOf } from './secrets-of.ts'
import {
  choosePassword,
  createTenant,
  fill,
  finishAccount,
  heading,
  keepCode,
  NEXT_PASSWORD,
  PASSWORD,
  press,
  provisionUser,
  ticketUrl,
  type Tenant,
} from './visitor.ts'

/*
 * The whole way of a user, in a real browser, and the proof that nobody else can read: all that crosses the wire, all that
 * is stored and all that is logged on this way is searched for every secret, in every spelling.
 */

const ADA = { userName: 'ada@acme.example', externalId: '00u-ada', displayName: 'Ada Lovelace' }

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** A server behind a proxy that keeps all that passes, with a user whom SCIM has made. */
class Stage implements AsyncDisposable {
  static async build(kind: DatabaseKind): Promise<Stage> {
    const proxy = await startRecordingProxy()
    const logged: string[] = []
    const environment = { PUBLIC_URL: proxy.url }
    const server = await startConsoleServer(kind, { environment, onLog: (line) => logged.push(line) })
    proxy.target = server.url
    const acme = await createTenant(server, 'Acme')
    const ada = await provisionUser(server, acme, ADA)
    const watched = await openPage(browser, proxy.url)
    return new Stage(proxy, server, logged, acme, ada, watched)
  }

  readonly proxy: RecordingProxy
  readonly server: ConsoleServer
  readonly logged: readonly string[]
  readonly acme: Tenant
  readonly ada: string
  readonly watched: WatchedPage

  private constructor(
    proxy: RecordingProxy,
    server: ConsoleServer,
    logged: readonly string[],
    acme: Tenant,
    ada: string,
    watched: WatchedPage,
  ) {
    this.proxy = proxy
    this.server = server
    this.logged = logged
    this.acme = acme
    this.ada = ada
    this.watched = watched
  }

  get page(): Page {
    return this.watched.page
  }

  get owner() {
    return { organizationId: this.acme.id, userId: this.ada }
  }

  async account(): Promise<Json> {
    return this.server.admin('GET', `/organizations/${this.acme.id}/accounts/${this.ada}`)
  }

  async eventTypes(): Promise<string[]> {
    const { items } = await this.server.admin('GET', `/organizations/${this.acme.id}/events?limit=100`)
    return (items as Json[]).map(({ type }) => String(type)).filter((type) => type.startsWith('account.'))
  }

  /** Everything that left the browser or came to it, is stored, or is logged. */
  async everything(): Promise<Buffer[]> {
    const stored = await everythingStored(this.server.databaseUrl)
    return readable([...this.proxy.recorded, ...stored, Buffer.from(this.logged.join(''))])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.watched.close()
    await this.server.close()
    await this.proxy[Symbol.asyncDispose]()
  }
}

/** Expects none of the secrets anywhere; and that the search would have found them, for it finds what is there. */
async function expectNowhere(stage: Stage, secrets: Readonly<Record<string, Buffer | string>>): Promise<void> {
  const everything = await stage.everything()
  for (const [name, secret] of Object.entries(secrets)) expect(findSecret(everything, secret), name).toEqual([])
  expect(findSecret(everything, ADA.userName)).toEqual(expect.arrayContaining(['bytes', 'JSON string']))
  const wire = readable(stage.proxy.recorded)
  expect(findSecret(wire, ADA.userName)).toContain('bytes')
  // Inside the headers of what is sealed, thus in base64url in JSON.
  expect(findSecret(wire, stage.ada)).toContain('bytes')
  for (const secret of Object.values(secrets)) {
    for (const [form, spelling] of Object.entries(spellings(Buffer.from(secret).subarray(0, 8)))) {
      expect(findSecret([Buffer.concat([Buffer.from('{"sent":"'), spelling])], secret), form).toContain(form)
    }
  }
}

/** Expects that the browser keeps nothing that a script could read, and that the page has done nothing it may not do. */
async function expectClean({ page, complaints }: WatchedPage): Promise<void> {
  const kept = `(async () => [
    Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length, location.hash,
  ])()`
  expect(await page.evaluate(kept)).toEqual([[], [], '', 0, 0, ''])
  expect(complaints).toEqual([])
}

describe('the way of a user', () => {
  it('from SCIM over the OpenID provider to keys, a change, a recovery, and the end by SCIM (postgres)', async () => {
    await using stage = await Stage.build('postgres')
    const { page, server, acme, ada, owner } = stage
    const provider = await OpenIdProvider.start({
      redirectUris: [`${stage.proxy.url}/api/v1/account/callback`],
      people: [{ sub: ADA.externalId, preferred_username: ADA.userName, name: ADA.displayName }],
    })
    try {
      const connection = { issuer: provider.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET }
      await server.admin('PUT', `/organizations/${acme.id}/sign-in`, connection)
      await page.goto(`/account/?organization=${acme.slug}`)
      await page.getByRole('link', { name: 'Sign in with your organization' }).click()
      await page.getByLabel('Who are you?').fill(ADA.externalId)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${stage.proxy.url}/account/**`)
    } finally {
      await provider.close()
    }
    expect((await stage.account()).state).toBe('initialized')
    const firstCode = await finishAccount(page)
    expect(await stage.account()).toMatchObject({ state: 'ready', userName: ADA.userName })
    await page.getByText(String((await stage.account()).fingerprint)).waitFor()
    await expect.poll(() => stage.eventTypes()).toEqual(['account.ready'])
    const first = await secretsOf(server, owner, PASSWORD)

    await press(page, 'Unlock')
    await fill(page, 'Master password', NEXT_PASSWORD)
    await press(page, 'Unlock')
    await page.getByText('The master password is another').waitFor()
    await fill(page, 'Master password', PASSWORD)
    await press(page, 'Unlock')
    await page.getByText('Your master password is right').waitFor()

    await press(page, 'Change master password')
    await fill(page, 'Master password of now', PASSWORD)
    await choosePassword(page, NEXT_PASSWORD)
    await press(page, 'Change master password')
    await page.getByText('Your master password is changed').waitFor()
    const second = await secretsOf(server, owner, NEXT_PASSWORD)

    const THIRD_PASSWORD = 'gravel opera „thistle“ mitten'
    await press(page, 'Use the recovery code')
    await fill(page, 'Recovery code', `${firstCode.slice(0, -1)}${firstCode.endsWith('0') ? '1' : '0'}`)
    await choosePassword(page, THIRD_PASSWORD)
    await press(page, 'Go on')
    await page.getByText('compare it with your printout').waitFor()
    await fill(page, 'Recovery code', firstCode.toLowerCase().replaceAll('-', ' '))
    await press(page, 'Go on')
    const secondCode = await keepCode(page, 'Use the new master password')
    await page.getByText('Your new recovery code counts from now on').waitFor()
    const third = await secretsOf(server, owner, THIRD_PASSWORD)
    const events = ['account.ready', 'account.password_changed', 'account.recovered']
    await expect.poll(() => stage.eventTypes()).toEqual(events)
    await expectClean({
      ...stage.watched,
      complaints: stage.watched.complaints.filter((it) => !it.startsWith(provider.issuer)),
    })

    const deactivate = { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] }
    await server.scim(acme.token, 'PATCH', `/Users/${ada}`, deactivate)
    await press(page, 'Unlock')
    await fill(page, 'Master password', THIRD_PASSWORD)
    await press(page, 'Unlock')
    await heading(page, 'Your access has ended')
    await page.getByRole('link', { name: 'Sign in with your organization' }).waitFor()
    expect((await stage.account()).state).toBe('suspended')

    await expectNowhere(stage, {
      ...first,
      ...prefixed('second', second),
      ...prefixed('third', third),
      'first recovery code': firstCode,
      'second recovery code': secondCode,
      'first recovery code without dashes': firstCode.replaceAll('-', ''),
      'second recovery code without dashes': secondCode.replaceAll('-', ''),
    })
  })

  it('with a ticket: by the keyboard alone to keys, then to new ones, out, and not back in (sqlite)', async () => {
    await using stage = await Stage.build('sqlite')
    const { page, server, acme, ada, owner } = stage
    const url = await ticketUrl(server, acme, ada)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/account\/#ticket=rc_tic_\w+$/)
    await page.goto(url)
    await heading(page, 'Create your master password')
    expect(page.url()).toBe(`${stage.proxy.url}/account/`)
    expect(await page.evaluate('history.length')).toBeLessThanOrEqual(2)
    const code = await finishByKeyboard(page)
    const first = await secretsOf(server, owner, PASSWORD)

    await page.reload()
    await press(page, 'Make new keys')
    await fill(page, 'Master password', PASSWORD)
    await press(page, 'Go on')
    const nextCode = await keepCode(page, 'Use the new keys')
    await page.getByText('You have new keys').waitFor()
    expect(nextCode).not.toBe(code)
    const second = await secretsOf(server, owner, PASSWORD)
    expect(second['account key']).not.toEqual(first['account key'])
    await expect.poll(() => stage.eventTypes()).toEqual(['account.ready', 'account.keys_rotated'])
    await expectClean(stage.watched)

    await press(page, 'Sign out')
    await heading(page, 'You are signed out')
    await page.goto(url)
    await heading(page, 'This link does not work any more')
    await page.getByText('The ticket was used already').waitFor()
    const late = await ticketUrl(server, acme, ada)
    server.clock.ahead = 11 * 60_000
    // The page is open already, so only the end of its address changes.
    await page.goto(late)
    await page.getByText('The ticket has expired').waitFor()
    await expectClean(stage.watched)

    await expectNowhere(stage, {
      ...first,
      ...prefixed('second', second),
      'recovery code': code,
      'second recovery code': nextCode,
      'recovery code without dashes': code.replaceAll('-', ''),
    })
  })
})

function prefixed(prefix: string, secrets: Readonly<Record<string, Buffer | string>>): Record<string, Buffer | string> {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [`${prefix} ${name}`, secret]))
}

/** Finishes an account without a mouse, and keeps the code in all three ways. Returns it. */
async function finishByKeyboard(page: Page): Promise<string> {
  const { keyboard } = page
  const tab = async (times = 1): Promise<void> => {
    for (let pressed = 0; pressed < times; pressed += 1) await keyboard.press('Tab')
  }
  /** What the focus is on, by its name. */
  const focused = (): Promise<string> =>
    page.evaluate(
      `(() => { const it = document.activeElement; return it.ariaLabel ?? it.labels?.[0]?.textContent ?? it.textContent })()`,
    )
  expect(await focused()).toBe('Create your master password')
  await tab()
  expect(await focused()).toBe('New master password')
  await keyboard.type(PASSWORD)
  await page.getByText('Strength: Very good').waitFor()
  await tab()
  expect(await focused()).toBe('Show: New master password')
  await keyboard.press('Space')
  expect(await page.getByLabel('New master password', { exact: true }).getAttribute('type')).toBe('text')
  await keyboard.press('Space')
  await tab()
  await keyboard.type(PASSWORD)
  await keyboard.press('Enter')
  await page.getByRole('progressbar', { name: 'Making your keys' }).waitFor()
  await heading(page, 'Keep your recovery code')
  expect(await focused()).toBe('Keep your recovery code')
  await tab(2)
  expect(await focused()).toBe('Copy')
  await keyboard.press('Enter')
  await page.getByText('Copied.').waitFor()
  const code = await clipboard(page)
  await tab()
  const downloading = page.waitForEvent('download')
  await keyboard.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('recovery-code.txt')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button').count()).toBe(0)
  await page.getByText('Fingerprint of the keys').waitFor()
  await page.emulateMedia({ media: 'screen' })
  await tab()
  expect(await focused()).toBe('I have kept it')
  await keyboard.press('Enter')
  const asked = Number(/\d/.exec(await focused())?.[0])
  await keyboard.type('WRNG')
  await keyboard.press('Enter')
  await page.getByText(`This is not group ${asked}`).waitFor()
  await keyboard.press('Control+A')
  await keyboard.type(code.split('-')[asked - 1] ?? '')
  await keyboard.press('Enter')
  await heading(page, 'Your account is ready')
  return code
}
