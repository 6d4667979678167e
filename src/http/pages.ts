import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Router, type RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'
import { sendAsset } from './built-assets.ts'
import { NOT_BUILT_PAGE } from './not-built-page.ts'

export interface PagesOptions {
  /** Where `npm run build` has put the pages. */
  readonly directory: string
  /** Whether people reach the server by HTTPS only. */
  readonly isHttps: boolean
}

const HOME = '/console/'

interface Page {
  /** Its folder in the build and in the address. */
  readonly name: string
  /** The content security policy of its answers, by their paths in the folder. */
  readonly policy: (nonce: string, path: string) => string
}

/** The pages that people look at. */
const PAGES: readonly Page[] = [
  {
    name: 'console',
    policy: (nonce) =>
      strictly("font-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "require-trusted-types-for 'script'"),
  },
  { name: 'account', policy: (_, path) => (ACCOUNT_WORKER.test(path) ? ACCOUNT_WORKER_POLICY : ACCOUNT_POLICY) },
  // Redoc writes styles with a font into its page.
  {
    name: 'docs',
    policy: () => strictly("style-src 'self' 'unsafe-inline'", "font-src 'self' data:"),
  },
]

/**
 * Where people type what nobody else may ever see: nothing but our own files, no markup made of text (Trusted Types), and
 * one script that may be started beside the page, which `src/account/derive.ts` names.
 */
const ACCOUNT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types account-worker',
].join('; ')

const ACCOUNT_WORKER = /^\/assets\/derive-worker-[\w-]+\.js$/

/** The worker sees the master password. It may compile WebAssembly, as nothing else may, and can reach nobody. */
const ACCOUNT_WORKER_POLICY =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'"

function strictly(...directives: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...directives,
  ].join('; ')
}

/** Sends people who leave something out to the page that they mean. Must come before slashes at the end are taken away. */
export const completePagePath: RequestHandler = (req, res, next) => {
  const [pathname = '', ...query] = req.url.split('?')
  const isPage = PAGES.some(({ name }) => pathname === `/${name}`)
  if (!['GET', 'HEAD'].includes(req.method)) next()
  else if (pathname === '/') res.redirect(HOME)
  else if (isPage) res.redirect([`${pathname}/`, ...query].join('?'))
  else next()
}

/** Serves the console, the account page and the reference of the API, as `npm run build` has made them. */
export function servePages(options: PagesOptions): Router {
  const router = Router({ caseSensitive: true })
  for (const page of PAGES) {
    const directory = path.join(options.directory, page.name)
    const folder = Router({ caseSensitive: true })
      .use(refuseChanges, setPageHeaders(options, page))
      .use(sendAsset(directory))
      .use(sendPage(directory))
    router.use(`/${page.name}`, folder)
  }
  return router
}

const refuseChanges: RequestHandler = (req, res, next) => {
  // HEAD has become GET.
  if (req.method !== 'GET') {
    res.set('Allow', 'GET, HEAD')
    throw new DomainError('methodNotAllowed', `${req.method} is not possible here; use GET or HEAD`)
  }
  next()
}

/** Of every answer, whatever its name says that it is. */
function setPageHeaders({ isHttps }: PagesOptions, { policy }: Page): RequestHandler {
  return (req, res, next) => {
    const nonce = randomBytes(16).toString('base64url')
    res.locals.nonce = nonce
    res.set('Content-Security-Policy', policy(nonce, req.path))
    res.set('Cross-Origin-Opener-Policy', 'same-origin')
    res.set('Cross-Origin-Resource-Policy', 'same-origin')
    res.set('Referrer-Policy', 'no-referrer')
    if (isHttps) res.set('Strict-Transport-Security', 'max-age=31536000')
    next()
  }
}

/** The same page at every path: what is shown there, it decides itself. */
function sendPage(directory: string): RequestHandler {
  return async (_req, res) => {
    const page = await readFile(path.join(directory, 'index.html'), 'utf8').catch(() => undefined)
    const nonce = res.locals.nonce ?? ''
    if (page === undefined) res.status(503).set('Content-Security-Policy', strictly(`style-src 'nonce-${nonce}'`))
    res.type('html').send((page ?? NOT_BUILT_PAGE).replaceAll('{{nonce}}', nonce))
  }
}
