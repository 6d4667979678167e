import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { compress } from './compress.ts'
import { isFresh, stamp } from './stamp.ts'

const DIRECTORY = 'build'

interface Part {
  /** Its folder in `build/`. */
  readonly name: string
  readonly title: string
  /** Patterns of the files that it is made from. */
  readonly sources: readonly string[]
  /** Makes it in the folder, which does not exist yet. Imports its tools itself: they are not there in production. */
  readonly make: (directory: string) => Promise<void>
}

const TOOLS = ['scripts/build/*.ts', 'package-lock.json']

const PARTS: readonly Part[] = [
  {
    name: 'console',
    title: 'the console',
    sources: ['src/console/**/*', 'generated/sdk/**/*', 'vite.config.ts', ...TOOLS],
    make: async (directory) => (await import('./make-console.ts')).makeConsole(directory),
  },
  {
    name: 'account',
    title: 'the account page',
    sources: [
      'src/account/**/*',
      'src/sdk/account/**/*',
      'src/console/styles/*',
      'src/console/favicon.svg',
      'generated/sdk/**/*',
      ...TOOLS,
    ],
    make: async (directory) => (await import('./make-account.ts')).makeAccount(directory),
  },
  {
    name: 'docs',
    title: 'the reference of the API',
    sources: ['generated/openapi.json', ...TOOLS],
    make: async (directory) => (await import('./make-docs.ts')).makeDocs(directory),
  },
]

/** Builds every part, or those that are stale, and says how long each took. Returns whether all of them are there. */
export async function build({ onlyIfStale = false } = {}): Promise<boolean> {
  const results: boolean[] = []
  for (const part of PARTS) results.push(await buildPart(part, onlyIfStale))
  return results.every(Boolean)
}

async function buildPart(part: Part, onlyIfStale: boolean): Promise<boolean> {
  if (onlyIfStale && isFresh(DIRECTORY, part)) return true
  const { name, title, make } = part
  const target = path.join(DIRECTORY, name)
  const started = performance.now()
  // Beside the old one and then in its place, so that a running server is without it for no more than a moment.
  const fresh = path.resolve(DIRECTORY, `${name}.new`)
  await rm(fresh, { recursive: true, force: true })
  await mkdir(DIRECTORY, { recursive: true })
  try {
    await make(fresh)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    const lacksTools = isMissingTool(error)
    // In production, what came with the release is used as it is.
    if (lacksTools && onlyIfStale && existsSync(target)) return true
    const reason = lacksTools ? 'its tools are not installed; run npm ci, then npm run build' : String(error)
    console.error(`Cannot build ${title}: ${reason}`)
    return false
  }
  await compress(fresh)
  await rm(target, { recursive: true, force: true })
  await rename(fresh, target)
  await stamp(DIRECTORY, part)
  console.log(`Built ${title} in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  return true
}

/** Whether a package or a command is not there, because it is only installed for development. */
function isMissingTool(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ERR_MODULE_NOT_FOUND', 'ENOENT'].includes(String(error.code))
}
