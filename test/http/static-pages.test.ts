import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Express } from 'express'
import { pino } from 'pino'
import supertest, { type Test } from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '#generated/operations.ts'
import { contractRegistry } from '../../src/domain/scim/registry.ts'
import { createApp } from '../../src/http/app.ts'
import type { PagesOptions } from '../../src/http/pages.ts'
import type { Database } from '../../src/storage/database.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import { WITHOUT_EVENTS } from '../support/test-app.ts'
import { openTestDatabase } from '../support/databases.ts'

const SCRIPT = `console.log('${'the console '.repeat(20)}')`
const IMMUTABLE = 'public, max-age=31536000, immutable'

let database: Database
let directory: string
let app: Express
/** Reached by HTTPS, and nobody has run `npm run build`. */
let unbuilt: Express

beforeAll(async () => {
  database = await openTestDatabase('sqlite')
  directory = await mkdtemp(path.join(tmpdir(), 'rollcall-build-'))
  const write = async (name: string, content: string | Buffer): Promise<void> => {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true })
    await writeFile(path.join(directory, name), content)
  }
  await write('console/index.html', '<meta property="csp-nonce" nonce="{{nonce}}"><h1>The console</h1>')
  await write('console/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await write('console/assets/index-Ab12.js', SCRIPT)
  await write('console/assets/index-Ab12.js.br', brotliCompressSync(SCRIPT))
  await write('console/assets/index-Ab12.js.gz', gzipSync(SCRIPT))
  await write('console/assets/small-Cd34.css', 'body { margin: 0 }')
  await write('console/.hidden', 'hidden')
  await write('docs/index.html', '<h1>The reference</h1>')
  await write('secret.txt', 'secret')
  app = appWith({ directory, isHttps: false })
  unbuilt = appWith({ directory: path.join(directory, 'nowhere'), isHttps: true })
})

afterAll(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

function appWith(pages: PagesOptions): Express {
  const now = (): Date => new Date()
  const settings = { isEntitledByDefault: true, operatorKeyHash: undefined, publicUrl: 'http://127.0.0.1' }
  const runtime = {
    ...settings,
    database,
    registry: contractRegistry(),
    sealer: sealerFor(database, undefined),
    now,
    isDraining: () => false,
    ...WITHOUT_EVENTS,
  }
  return createApp({ runtime, log: pino({ level: 'silent' }), pages })
}

const get = (url: string, from = app): Test => supertest(from).get(url).redirects(0)

describe('the way to the pages', () => {
  it.each([
    ['/', '/console/'],
    ['/console', '/console/'],
    ['/console?from=mail', '/console/?from=mail'],
    ['/account', '/account/'],
    ['/docs', '/docs/'],
  ])('%s leads to %s', async (from, to) => {
    await get(from).expect(302).expect('Location', to)
    await supertest(app).head(from).redirects(0).expect(302)
  })

  it.each([
    '/console/',
    '/console/organizations/0198/users?filter=userName+eq+"x"',
    '/console//',
    '/console/index.html',
  ])('%s is answered with the page of the console, which nobody may keep because a nonce is in it', async (url) => {
    const answer = await get(url).expect(200).expect('Content-Type', 'text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    const [, nonce = 'none'] = /nonce="([\w-]{22})"/.exec(answer.text) ?? []
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    const again = await get(url)
    expect(again.text).not.toContain(nonce)
  })

  it('only reading is possible', async () => {
    const { body } = await supertest(app).post('/console/').send({}).expect(405).expect('Allow', 'GET, HEAD')
    expect(body).toMatchObject({ status: 405, code: 'methodNotAllowed' })
    const head = await supertest(app).head('/console/organizations').expect(200)
    expect(head.text).toBeUndefined()
    await supertest(app).post('/').expect(404)
  })

  it('a server without a build says how to make one, and its APIs answer', async () => {
    for (const url of ['/console/', '/account/', '/docs/']) {
      const { text } = await get(url, unbuilt).expect(503).expect('Content-Type', 'text/html; charset=utf-8')
      expect(text).toContain('npm run build')
    }
    await get('/healthz', unbuilt).expect(200)
  })
})

describe('files of the pages', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('a browser that takes %s gets a script that it can read and may keep for ever', async (accepted, encoding) => {
    const answer = await get('/console/assets/index-Ab12.js').set('Accept-Encoding', accepted).expect(200)
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': IMMUTABLE,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    })
    // supertest reads gzip by itself and knows no brotli.
    if (encoding !== 'br') expect(answer.text).toBe(SCRIPT)
    const { etag } = answer.headers
    const unchanged = get('/console/assets/index-Ab12.js').set('Accept-Encoding', accepted)
    await unchanged.set('If-None-Match', String(etag)).expect(304)
  })

  it('a small file is sent as it is', async () => {
    const { text } = await get('/console/assets/small-Cd34.css')
      .expect(200)
      .expect('Content-Type', /^text\/css/)
    expect(text).toBe('body { margin: 0 }')
  })

  it('a file without a hash in its name is asked for again', async () => {
    await get('/console/favicon.svg').expect(200).expect('Content-Type', /svg/).expect('Cache-Control', 'no-cache')
  })

  it('a script that is gone is not answered with a page, nor kept', async () => {
    const answer = await get('/console/assets/index-Old1.js').expect(404).expect('Cache-Control', 'no-store')
    expect(answer.body).toMatchObject({ code: 'notFound', detail: expect.stringContaining('reload') as unknown })
  })

  it.each([
    '/console/../secret.txt',
    '/console/..%2fsecret.txt',
    '/console/%2e%2e/secret.txt',
    '/console/assets/..%2f..%2f..%2fsecret.txt',
    '/console/..%5csecret.txt',
    '/console/.hidden',
    '/console/%00secret.txt',
    '/console/assets/%E0%A4%A.js',
    '/docs/..%2fconsole%2ffavicon.svg',
  ])('%s reaches nothing that is not meant to be seen', async (url) => {
    const { status, text } = await get(url)
    expect([200, 400, 404]).toContain(status)
    expect(text).not.toMatch(/secret$|^hidden|svg/)
  })
})

describe('headers of the pages', () => {
  const STRICT = [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]

  it('allow nothing of other servers, and no script in the page', async () => {
    for (const url of ['/console/', '/docs/']) {
      const { headers } = await get(url).expect(200)
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy).toEqual(expect.arrayContaining(STRICT))
      expect(policy.join('; ')).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
    }
    const { headers } = await get('/console/')
    expect(headers['content-security-policy']).toMatch(/require-trusted-types-for 'script'/)
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
  })

  it('keep browsers on HTTPS where people come by HTTPS', async () => {
    expect((await get('/console/')).headers).not.toHaveProperty('strict-transport-security')
    await get('/console/', unbuilt).expect('Strict-Transport-Security', 'max-age=31536000')
  })
})

it('the routes of the contract are answered as ever', async () => {
  for (const { method, path: template, security } of Object.values(operations)) {
    const url = template.replaceAll(/\{\w+\}/g, 'x')
    const { status, type, headers } = await supertest(app)[method](url)
    if (security && !security.optional) expect(status, url).toBe(401)
    if (![204, 303].includes(status)) expect(type, url).toMatch(/json$/)
    expect(headers, url).toMatchObject({ 'cache-control': 'no-store' })
    expect(headers, url).not.toHaveProperty('content-security-policy')
  }
})
