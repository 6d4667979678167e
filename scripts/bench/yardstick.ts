/**
 * What our server is measured against: Express answering JSON, with and without one raw prepared statement, on the same
 * database and with the same durability. Run with the database's URL and the organization's id.
 */
import { randomUUID } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'
import express from 'express'
import pg from 'pg'

const [databaseUrl = '', organizationId = ''] = process.argv.slice(2)
const sample = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: randomUUID(),
  userName: 'jane@example.com',
}

interface Yardstick {
  read: (id: string) => Promise<string | undefined> | string | undefined
  insert: (id: string, document: string) => Promise<void> | void
}

const { read, insert } = databaseUrl.startsWith('sqlite:') ? onSqlite() : await onPostgres()
const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.get('/json', (_req, res) => {
  res.json(sample)
})
app.get('/read/:id', async (req, res) => {
  const document = await read(req.params.id)
  if (document === undefined) res.status(404).end()
  else res.json(JSON.parse(document))
})
app.post('/insert', express.json(), async (req, res) => {
  const id = randomUUID()
  await insert(id, JSON.stringify(req.body))
  res.status(201).json({ id, ...(req.body as object) })
})
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', () => process.exit())

function onSqlite(): Yardstick {
  const database = new SqliteDatabase(databaseUrl.slice('sqlite:'.length))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  database.exec('create table if not exists yardstick (id text primary key, document text not null)')
  const select = database.prepare<[string, string], { document: string }>(
    'select document from resources where organization_id = ? and id = ?',
  )
  const statement = database.prepare('insert into yardstick (id, document) values (?, ?)')
  const transaction = database.transaction((id: string, document: string) => statement.run(id, document))
  return {
    read: (id) => select.get(organizationId, id)?.document,
    insert: (id, document) => {
      transaction.immediate(id, document)
    },
  }
}

async function onPostgres(): Promise<Yardstick> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  pool.on('error', () => process.exit())
  await pool.query('create table if not exists yardstick (id uuid primary key, document text not null)')
  return {
    read: async (id) => {
      const text = 'select document from resources where organization_id = $1 and id = $2'
      const { rows } = await pool.query<{ document: string }>({ name: 'read', text, values: [organizationId, id] })
      return rows[0]?.document
    },
    insert: async (id, document) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const text = 'insert into yardstick (id, document) values ($1, $2)'
        await client.query({ name: 'insert', text, values: [id, document] })
        await client.query('commit')
      } finally {
        client.release()
      }
    },
  }
}
