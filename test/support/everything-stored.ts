import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { openDatabase } from '../../src/storage/database.ts'

/** Every value of every table of a database, and on SQLite the bytes of its files, whatever has been deleted in them. */
export async function everythingStored(url: string): Promise<Buffer[]> {
  const database = openDatabase(url)
  try {
    const tables = await database.kysely.introspection.getTables()
    const stored: Buffer[] = []
    for (const { name } of tables) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(database.kysely)
      stored.push(Buffer.from(name))
      for (const value of rows.flatMap((row) => Object.values(row))) stored.push(toBytes(value))
    }
    return [Buffer.concat(stored.flatMap((it) => [it, Buffer.from('\n')])), ...(await filesOf(url))]
  } finally {
    await database.close()
  }
}

function toBytes(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value ?? null))
}

async function filesOf(url: string): Promise<Buffer[]> {
  const file = /^sqlite:(.+)$/.exec(url)?.[1]
  if (file === undefined) return []
  const files = ['', '-wal', '-shm'].map((suffix) => readFile(file + suffix).catch(() => Buffer.alloc(0)))
  return Promise.all(files)
}
