import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express, { type Request, type RequestHandler } from 'express'
import {
  createRollcallClient,
  createSetupTicket,
  getAccount,
  iterate,
  listAccounts,
  listPublicKeys,
} from 'rollcall-sdk'

/** What this server has of a note. It cannot open the message: it has none of the keys. */
interface Note {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly at: string
  readonly message: unknown
}

const { PORT = '3000', NOTES_FILE = 'notes.json' } = process.env
const rollcallUrl = env('ROLLCALL_URL')
const client = createRollcallClient({ url: rollcallUrl, key: env('ROLLCALL_KEY') })
const organizationId = env('ROLLCALL_ORGANIZATION')
const origin = process.env.ORIGIN ?? `http://127.0.0.1:${PORT}`
const notes = existsSync(NOTES_FILE) ? (JSON.parse(readFileSync(NOTES_FILE, 'utf8')) as Note[]) : []
/** The user of each session. */
const sessions = new Map<string, string>()

const app = express()
app.use((_req, res, next) => {
  res.set({
    // Whoever can put a script into the page can read notes: nothing runs that this server does not serve.
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
      `connect-src 'self' ${rollcallUrl}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  })
  next()
})
app.use(express.static(fileURLToPath(new URL('page/dist', import.meta.url))))
app.use(express.json({ limit: '1mb' }))

app.get('/api/people', async (_req, res) => {
  const accounts = await Array.fromAsync(iterate(listAccounts, { client, path: { organizationId } }))
  res.json(accounts.map(({ userId, userName, state }) => ({ id: userId, name: userName, state })))
})

// Stands in for the login of your product, and checks nothing: whoever asks is whom they say.
app.post('/api/sign-in', (req, res) => {
  const session = crypto.randomUUID()
  sessions.set(session, String((req.body as { userId?: unknown }).userId))
  res.cookie('notes_session', session, { httpOnly: true, sameSite: 'strict' }).sendStatus(204)
})

app.post('/api/sign-out', (req, res) => {
  sessions.delete(sessionOf(req))
  res.clearCookie('notes_session').sendStatus(204)
})

app.get('/api/me', async (req, res) => {
  res.json({ id: (await whoAsks(req)) ?? null })
})

/** Lets pass who is signed in and may still use the product. */
const signedIn: RequestHandler = async (req, res, next) => {
  const userId = await whoAsks(req)
  if (userId === undefined) {
    res.status(401).json({ error: 'Sign in first' })
    return
  }
  res.locals.userId = userId
  next()
}

// The product has made sure who this is. The ticket opens the account of this user, once, on this page.
app.post('/api/ticket', signedIn, async (_req, res) => {
  const path = { organizationId, userId: String(res.locals.userId) }
  const { data } = await createSetupTicket({ client, path, body: { origin }, throwOnError: true })
  res.json({ ticket: data.ticket, rollcallUrl })
})

app.get('/api/public-keys/:userId', signedIn, async (req, res) => {
  const query = { userId: [String(req.params.userId)] }
  const { data } = await listPublicKeys({ client, path: { organizationId }, query, throwOnError: true })
  res.json(data.items)
})

// Everybody gets all notes, so that you see: it does not help them.
app.get('/api/notes', signedIn, (_req, res) => {
  res.json(notes)
})

app.post('/api/notes', signedIn, (req, res) => {
  const { to, message } = req.body as { to?: unknown; message?: unknown }
  const note = {
    id: crypto.randomUUID(),
    from: String(res.locals.userId),
    to: String(to),
    at: new Date().toISOString(),
  }
  notes.push({ ...note, message })
  writeFileSync(NOTES_FILE, JSON.stringify(notes))
  res.sendStatus(204)
})

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`Notes are at http://127.0.0.1:${(server.address() as { port: number }).port}`)
})

/** Rollcall knows with each request: whoever was deactivated is out at once. A product with its own table looks there. */
async function whoAsks(req: Request): Promise<string | undefined> {
  const userId = sessions.get(sessionOf(req))
  if (userId === undefined) return undefined
  const { data } = await getAccount({ client, path: { organizationId, userId } })
  return data?.state === 'initialized' || data?.state === 'ready' ? userId : undefined
}

function sessionOf(req: Request): string {
  return /notes_session=([\w-]+)/.exec(req.get('Cookie') ?? '')?.[1] ?? ''
}

function env(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}; the README says to what`)
  return value
}
