import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { Provider, type Configuration } from 'oidc-provider'

/** Somebody whom the provider knows; `sub` is what the person signs in with, any password is right. */
export interface Person {
  readonly sub: string
  readonly preferred_username?: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

export interface ProviderOptions {
  /** Where the provider may send browsers back to. */
  readonly redirectUris: readonly string[]
  readonly people?: readonly Person[]
  /** Whether ID tokens have no more than `sub`, as some providers have it; the rest is at the userinfo endpoint. */
  readonly thinTokens?: boolean
}

export const CLIENT_ID = 'rollcall'
export const CLIENT_SECRET = 'secret-of-the-client-0123456789'

/** A real OpenID provider on 127.0.0.1. Its login page asks for the `sub` of a person and nothing else. */
export class OpenIdProvider {
  readonly issuer: string
  readonly people: Map<string, Person>
  /** The paths that were asked for, without their queries. */
  readonly requests: string[] = []
  /** Changes what the token endpoint answers; for tests of what a forged answer does. */
  tamper: ((answer: Record<string, unknown>) => void | Promise<void>) | undefined
  /** What stands in its metadata in the place of the truth. */
  metadata: Record<string, unknown> = {}
  readonly #server: Server

  private constructor(server: Server, { redirectUris, people = [], thinTokens = false }: ProviderOptions, key: JWK) {
    this.#server = server
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    this.people = new Map(people.map((person) => [person.sub, person]))
    const configuration: Configuration = {
      clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [...redirectUris] }],
      claims: { email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
      conformIdTokenClaims: thinTokens,
      pkce: { required: () => true },
      jwks: { keys: [key] },
      cookies: { keys: ['a key for the cookies of tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      // Who has signed in has agreed.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, accountId: String(oidc.session?.accountId) })
        grant.addOIDCScope('openid profile email')
        await grant.save()
        return grant
      },
      ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      findAccount: (_, sub) => {
        const person = this.people.get(sub)
        return person && { accountId: sub, claims: () => ({ ...person }) }
      },
    }
    const provider = new Provider(this.issuer, configuration)
    provider.use(async (context, next) => {
      this.requests.push(context.path)
      if (context.path.startsWith('/interaction/')) return this.#interact(provider, context)
      await next()
      if (context.path === '/token') await this.tamper?.(context.body as Record<string, unknown>)
      if (context.path === '/.well-known/openid-configuration') {
        context.body = { ...(context.body as object), ...this.metadata }
      }
    })
    const handle = provider.callback()
    server.on('request', (request, response) => void handle(request, response))
  }

  static async start(options: ProviderOptions): Promise<OpenIdProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    return new OpenIdProvider(server, options, { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' })
  }

  /** The login page and what it sends: the `sub` of a person, or nothing from who cancels. */
  async #interact(provider: Provider, { request, response, req, res }: Exchange): Promise<void> {
    if (request.method === 'GET') {
      response.type = 'html'
      response.body = LOGIN_PAGE
      return
    }
    let sent = ''
    for await (const chunk of req) sent += String(chunk)
    const sub = new URLSearchParams(sent).get('sub')
    const cancelled = { error: 'access_denied', error_description: 'Cancelled' }
    response.redirect(await provider.interactionResult(req, res, sub ? { login: { accountId: sub } } : cancelled))
  }

  /**
   * Does what a person does in the browser, from the URL that Rollcall leads to: signs in as `sub`, or cancels without one.
   * Returns where the provider leads in the end: the redirect URI with its answer.
   */
  async signIn(authorizationUrl: string, sub = ''): Promise<string> {
    const browser = new Browser()
    const page = await browser.open(authorizationUrl, this.issuer)
    const end = page.html === LOGIN_PAGE ? await browser.open(page.url, this.issuer, { sub }) : page
    if (end.html !== undefined) throw new Error(`The provider answers: ${end.html.slice(0, 1_000)}`)
    return end.url
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** As much of Koa's context as is used. */
interface Exchange {
  readonly request: { readonly method: string }
  readonly response: { type: string; body: unknown; redirect(url: string): void }
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

const LOGIN_PAGE = `<!doctype html><html lang="en"><title>Sign in</title>
<form method="post"><label>Who are you? <input name="sub" autofocus></label><button>Sign in</button></form></html>`

interface Page {
  readonly url: string
  /** Absent for a page of somebody else, which is not opened. */
  readonly html?: string
}

/** As much of a browser as the pages of the provider need: cookies and redirects, as far as they stay with it. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async open(url: string, origin: string, form?: Record<string, string>): Promise<Page> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) return { url, html: await answer.text() }
    await answer.arrayBuffer()
    const next = new URL(location, url)
    return next.origin === origin ? this.open(next.href, origin) : { url: next.href }
  }
}
