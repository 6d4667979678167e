/**
 * `npm run bench`: seeds an organization and measures our server against yardsticks in the same run, on SQLite and on
 * PostgreSQL (the one of the tests, with durable settings). Shares can be compared between machines, figures cannot.
 *
 *   npm run bench -- --users 100000 --databases sqlite,postgres --seconds 3 --rounds 5
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '../src/storage/database.ts'
import { migrate } from '../src/storage/migrate.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { measureDatabase, type Figure } from './bench/figures.ts'
import { Progress } from './bench/progress.ts'
import { seed } from './bench/seed.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    databases: { type: 'string', default: 'sqlite,postgres' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
  },
})
const users = Number(values.users)
const options = { seconds: Number(values.seconds), rounds: Number(values.rounds) }

for (const kind of values.databases.split(',')) {
  const { url, stop } = kind === 'postgres' ? await onPostgres() : await onSqlite()
  try {
    const database = openDatabase(url)
    await migrate(database)
    const seeded = await seed(database, users, new Progress(`${kind}: users`, users))
    if (kind === 'postgres') await sql`vacuum analyze`.execute(database.kysely)
    await database.close()
    console.log(`${kind}: measuring, ${options.rounds} rounds of ${options.seconds} s for each figure`)
    print(kind, await measureDatabase(url, seeded, options))
  } finally {
    await stop()
  }
}

async function onSqlite() {
  const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-bench-'))
  const url = `sqlite:${path.join(directory, 'bench.sqlite')}`
  return { url, stop: () => rm(directory, { recursive: true, force: true }) }
}

async function onPostgres() {
  const postgres = await startPostgres({ survives: 'crashOfMachine' })
  await postgres.createDatabase('bench')
  return { url: postgres.urlOf('bench'), stop: () => postgres.stop() }
}

function print(kind: string, figures: readonly Figure[]): void {
  const heading = ['figure', 'ours', 'yardstick', 'share', 'goal', '']
  const rows = figures.map(({ name, ours, yardstick, share, goal, isReached }) => [
    name,
    ours,
    yardstick,
    share.toFixed(2),
    goal,
    isReached ? 'reached' : 'missed',
  ])
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column]?.length ?? 0)))
  console.log(`\n${kind}, ${users.toLocaleString('en')} users, one process`)
  for (const row of [heading, ...rows]) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
  }
  console.log()
}
