import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A part of the build, by its folder and what it is made from. */
export interface Stamped {
  readonly name: string
  readonly sources: readonly string[]
}

/** Whether the part is there and was made from the sources as they are now. */
export function isFresh(directory: string, part: Stamped): boolean {
  const file = stampFile(directory, part)
  const isThere = existsSync(path.join(directory, part.name)) && existsSync(file)
  return isThere && readFileSync(file, 'utf8') === digest(part.sources)
}

/** Notes what the part was made from. */
export async function stamp(directory: string, part: Stamped): Promise<void> {
  await writeFile(stampFile(directory, part), digest(part.sources))
}

function stampFile(directory: string, { name }: Stamped): string {
  return path.join(directory, `${name}.stamp`)
}

function digest(patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of globSync(patterns).sort()) {
    if (statSync(file).isFile()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
