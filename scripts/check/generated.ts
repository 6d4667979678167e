import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generate } from '../generate/generate.ts'

/** Every file in `generated/` that is not what the contract makes, as a sentence that says what to do. */
export async function findStaleFiles(): Promise<string[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-generated-'))
  try {
    const fresh = path.join(directory, 'generated')
    await generate('openapi/openapi.yaml', fresh)
    const names = new Set([...filesIn('generated'), ...filesIn(fresh)])
    const stale: string[] = []
    for (const name of [...names].sort()) {
      const [committed, made] = await Promise.all([contents('generated', name), contents(fresh, name)])
      if (committed !== made) stale.push(`generated/${name} does not follow from openapi/; run npm run generate`)
    }
    return stale
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function filesIn(directory: string): string[] {
  return globSync('**/*.*', { cwd: directory })
}

async function contents(directory: string, name: string): Promise<string | undefined> {
  return readFile(path.join(directory, name), 'utf8').catch(() => undefined)
}
