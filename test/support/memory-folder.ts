import { mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm'

/** More than all tests need at a time; containers often have less. */
const ENOUGH_BYTES = 2 * 1_024 ** 3

/**
 * A new folder for a database that need not outlive the machine. It is in memory where there is room, so that no commit
 * waits for a disk: SQLite waits for one at each. The processes of a test may end and be killed all the same.
 */
export async function memoryFolder(prefix: string): Promise<string> {
  return mkdtemp(path.join((await hasRoom()) ? MEMORY : tmpdir(), prefix))
}

async function hasRoom(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(MEMORY)
    return bavail * bsize > ENOUGH_BYTES
  } catch {
    return false
  }
}
