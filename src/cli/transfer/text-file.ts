import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { PlainError } from '../../plain-error.ts'

/** A file of text that is read as a stream, several times, and must not change between. */
export interface TextFile {
  readonly path: string
  /** In bytes. */
  readonly size: number
  readonly modifiedAt: number
}

/** Throws PlainError for a file that cannot be read, or that is a pipe, which cannot be read twice. */
export async function openTextFile(path: string): Promise<TextFile> {
  const found = await stat(path).catch((error: unknown) => {
    throw new PlainError(`${path} cannot be read: ${(error as Error).message}`)
  })
  if (!found.isFile())
    throw new PlainError(`${path} is not a file. An import reads it more than once, so it has to be.`)
  return { path, size: found.size, modifiedAt: found.mtimeMs }
}

/** Throws PlainError when the file is not as it was opened. */
export async function checkUnchanged(file: TextFile): Promise<void> {
  const { size, modifiedAt } = await openTextFile(file.path)
  if (size !== file.size || modifiedAt !== file.modifiedAt) {
    throw new PlainError(`${file.path} has changed since it was read. Start again.`)
  }
}

/** The text in pieces, without a byte order mark. Throws PlainError where it is not UTF-8. */
export async function* readText({ path }: TextFile, onBytes?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      onBytes?.(chunk.length)
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new PlainError(`${path} is not UTF-8. In Excel, save it as "CSV UTF-8 (Comma delimited)".`)
  }
}

/** The beginning of the text. */
export async function readHead({ path }: TextFile): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
    return new TextDecoder().decode(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}
