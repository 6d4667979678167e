import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from 'node:fs'
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { PlainError } from '../plain-error.ts'

/** What `rollcall login` stores: a key, and the one server that it is for. */
export interface StoredLogin {
  readonly url: string
  readonly key: string
}

/** The file of the stored login, after the XDG Base Directory Specification. */
export function credentialsFile(): string {
  const configured = process.env.XDG_CONFIG_HOME
  // The specification: a relative path is to be ignored.
  const base = configured !== undefined && path.isAbsolute(configured) ? configured : path.join(homedir(), '.config')
  return path.join(base, 'rollcall', 'credentials.json')
}

/** The stored login, if there is one. Throws PlainError for a file that others can read, or that is damaged. */
export function readLogin(): StoredLogin | undefined {
  const file = credentialsFile()
  const text = readPrivately(file)
  if (text === undefined) return undefined
  try {
    const { url, key } = JSON.parse(text) as Partial<Record<keyof StoredLogin, unknown>>
    if (typeof url === 'string' && typeof key === 'string') return { url, key }
  } catch {
    // Said below.
  }
  throw new PlainError(`${file} is damaged; \`rollcall login\` writes it anew.`)
}

/** Looks at the file that it has opened, so nobody can exchange it between the look and the reading. */
function readPrivately(file: string): string | undefined {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDONLY)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new PlainError(`${file} cannot be read: ${(error as Error).message}`)
  }
  try {
    const { mode } = fstatSync(descriptor)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new PlainError(
        `Others can read ${file}, so its key may be known to them. Revoke the key if they are strangers; ` +
          `then run \`chmod 600 ${file}\`, or \`rollcall logout\` and \`rollcall login\`.`,
      )
    }
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

/** Stores a login in place of the one before, at once or not at all. */
export async function writeLogin(login: StoredLogin): Promise<string> {
  const file = credentialsFile()
  const directory = path.dirname(file)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  await writeAtomically(file, async (handle) => {
    await handle.writeFile(`${JSON.stringify(login, undefined, 2)}\n`)
  })
  return file
}

/** Removes the stored login. Says whether there was one. */
export async function removeLogin(): Promise<boolean> {
  try {
    await rm(credentialsFile())
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Writes a file that only its owner can read. Readers see the old one or the whole new one, never a part. */
export async function writeAtomically(
  file: string,
  write: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = await open(temporary, 'wx', 0o600)
  // Whoever does not wait for the end leaves nothing either.
  const remove = (): void => rmSync(temporary, { force: true })
  process.once('exit', remove)
  try {
    await write(handle)
    await handle.sync()
    await handle.close()
    await rename(temporary, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    remove()
    throw error
  } finally {
    process.off('exit', remove)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
