import express from 'express'
import { verifyWebhook, WebhookVerificationError } from 'rollcall-sdk'
import { follow, lookNow } from './follow.ts'
import { listMails, listUsers, signedIn, signIn, type ProductUser } from './users.ts'

const { PORT = '3000', ROLLCALL_WEBHOOK_SECRET = '' } = process.env
const app = express()

app.post('/webhooks/rollcall', express.raw({ type: () => true, limit: '1mb' }), async (req, res) => {
  try {
    await verifyWebhook(ROLLCALL_WEBHOOK_SECRET.split(' '), req.headers, req.body as Buffer)
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    res.status(400).send(error.message)
    return
  }
  lookNow()
  res.sendStatus(204)
})

// A demo: whoever knows a name is let in. Yours asks the identity provider.
app.post('/sign-in', express.json(), (req, res) => {
  const session = signIn(String((req.body as { userName?: unknown }).userName))
  if (session === undefined) res.status(401).json({ error: 'Nobody of this name may use the product' })
  else res.json({ session })
})

app.get('/me', (req, res) => {
  const user = signedIn(req.get('Authorization')?.replace(/^Bearer /, '') ?? '')
  if (user) res.json(shown(user))
  else res.status(401).json({ error: 'Sign in first' })
})

app.get('/', (_req, res) => {
  res.json({ users: listUsers().map(shown), mails: listMails() })
})

const shown = ({ id, userName, displayName, active, roles }: ProductUser) => {
  return { id, userName, displayName, active: active === 1, roles: JSON.parse(roles) as string[] }
}

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`The product is at http://127.0.0.1:${(server.address() as { port: number }).port}`)
})
await follow()
