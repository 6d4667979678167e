import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AccountKeyring, Owner } from '../../../src/sdk/account/index.ts'

/** A server that keeps one keyring, and can lose the answer to what it has done. */
export interface AccountServer extends AsyncDisposable {
  readonly url: string
  keyring: AccountKeyring | undefined
  /** Loses the next answers to requests that store. */
  losesAnswers: number
  /** Forgets what it is told to store, too. */
  forgets: boolean
  /** What was asked, and by which token. */
  readonly asked: { readonly what: string; readonly authorization: string | undefined }[]
  /** All that it was sent. */
  readonly bodies: string[]
}

const TICKET = 'rc_tic_ada'
export const TOKEN = 'rc_acc_ada'
export const TICKET_OF_ADA = TICKET

/** The operations of the own account, as little as a client needs; the real ones are tested with the page. */
export async function serveAccount({ organizationId, userId }: Owner): Promise<AccountServer> {
  const server = createServer((request, response) => void answer(request, response))
  const state: AccountServer = {
    url: '',
    keyring: undefined,
    losesAnswers: 0,
    forgets: false,
    asked: [],
    bodies: [],
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const session = (token: string | null) => ({
    organization: { id: organizationId, name: 'Acme' },
    user: { id: userId, userName: 'ada', displayName: 'Ada' },
    state: state.keyring ? 'ready' : 'initialized',
    token,
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    state.bodies.push(text)
    const what = `${request.method ?? ''} ${(request.url ?? '').replace('/api/v1/account', '')}`
    const { authorization } = request.headers
    state.asked.push({ what, authorization })
    const [status, body] = reply(what, authorization === `Bearer ${TOKEN}`, text)
    if (status < 300 && /^(PUT|POST).*keyring(\/replacements)?$/.test(what) && state.losesAnswers > 0) {
      state.losesAnswers -= 1
      request.socket.destroy()
      return
    }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }

  function reply(what: string, isSignedIn: boolean, text: string): [number, unknown] {
    const body = (text ? JSON.parse(text) : {}) as { ticket?: string; keyring?: AccountKeyring }
    if (what === 'POST /session' && body.ticket === TICKET) return [201, session(TOKEN)]
    if (!isSignedIn) return [401, { status: 401, code: 'unauthorized', detail: 'Nobody is signed in' }]
    if (what === 'GET ') return [200, session(null)]
    if (what === 'POST /keyring/challenges') return [201, { nonce: randomBytes(32).toString('base64url') }]
    if (what === 'GET /keyring' && state.keyring) return [200, state.keyring]
    if (what === 'PUT /keyring' && state.keyring)
      return [412, { status: 412, code: 'versionMismatch', detail: 'Ready' }]
    if (what === 'PUT /keyring') return store(body as unknown as AccountKeyring, 201)
    if (what === 'POST /keyring/replacements' && body.keyring) return store(body.keyring, 200)
    return [404, { status: 404, code: 'notFound', detail: 'There is none' }]
  }

  function store(keyring: AccountKeyring, status: number): [number, unknown] {
    if (!state.forgets) state.keyring = keyring
    return [status, keyring]
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}
