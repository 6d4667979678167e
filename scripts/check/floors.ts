import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import path from 'node:path'

/**
 * What each floor of `src/` may import: itself, and what stands here, a folder with what is in it. A floor that is not
 * here may import all.
 */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  domain: ['generated'],
  storage: ['generated', 'domain'],
  operations: ['generated', 'domain', 'storage'],
  http: ['generated', 'domain', 'storage', 'operations', 'telemetry'],
  background: ['generated', 'domain', 'storage', 'operations'],
  console: ['generated'],
  // The look is the console's, and nothing else of it.
  account: ['generated/sdk', 'sdk', 'console/styles', 'console/favicon.svg'],
  telemetry: [],
  // A package of its own, which has nothing of the server in it.
  sdk: ['generated/sdk'],
  'config.ts': ['domain', 'plain-error.ts'],
  'plain-error.ts': [],
}

/** Packages that only one floor knows. */
const OWNERS: Readonly<Record<string, string>> = {
  kysely: 'storage',
  'better-sqlite3': 'storage',
  pg: 'storage',
  express: 'http',
  'express-openapi-validator': 'http',
  undici: 'background',
  commander: 'cli',
  react: 'console',
  'react-dom': 'console',
  'react-aria-components': 'console',
  'react-router': 'console',
  '@tanstack/react-query': 'console',
}

/** The commands of the CLI that must not know more than any other client of the API: all that do not run the server. */
const SDK_ONLY = /^src\/cli\/(?!rehearse\/|serve\.ts|migrate\.ts)/

/** Plays clients against any server, so it knows nothing of ours: only its own folder, and how to say an error. */
const REHEARSE = /^src\/cli\/rehearse\//

/** Every import in `src/` that its floor may not have, as a sentence. */
export async function findFloorViolations(): Promise<string[]> {
  const files = globSync('src/**/*.{ts,tsx,js}').map((file) => file.replaceAll(path.sep, '/'))
  const violations = await Promise.all(files.map(violationsOf))
  return violations.flat().sort()
}

async function violationsOf(file: string): Promise<string[]> {
  const source = await readFile(file, 'utf8')
  const floor = floorOf(file)
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, specifier = '']) => {
    const isOurs = specifier.startsWith('.') || specifier.startsWith('#')
    if (!isOurs) {
      const owner = OWNERS[packageOf(specifier)]
      return owner && owner !== floor ? [`${file} imports ${specifier}, which only src/${owner}/ may know`] : []
    }
    const target = targetOf(file, specifier)
    if (REHEARSE.test(file) && !isOfRehearse(file, specifier)) {
      return [`${file} imports ${specifier}; rehearse must work without anything of our server`]
    }
    if (SDK_ONLY.test(file) && !isWithin(target, ['generated', 'sdk', 'cli', 'plain-error.ts'])) {
      return [`${file} imports ${specifier}; management commands use the SDK only`]
    }
    if (floor === 'console' && target === 'generated' && !specifier.startsWith('#generated/sdk/')) {
      return [`${file} imports ${specifier}; the console knows the API by the generated SDK only`]
    }
    const allowed = FLOORS[floor]
    if (!allowed || isWithin(target, [floor, ...allowed])) return []
    return [`${file} imports ${specifier}: ${floor} must not know ${target}`]
  })
}

function isOfRehearse(file: string, specifier: string): boolean {
  const target = path.posix.join(path.posix.dirname(file), specifier)
  return specifier.startsWith('.') && (REHEARSE.test(target) || target === 'src/plain-error.ts')
}

/** What is imported, by its path without `src/`. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return path.posix.join(path.posix.dirname(file), specifier).replace(/^src\//, '')
}

function isWithin(target: string, folders: readonly string[]): boolean {
  return folders.some((folder) => target === folder || target.startsWith(`${folder}/`))
}

function floorOf(file: string): string {
  return file.split('/')[1] ?? file
}

function packageOf(specifier: string): string {
  const [scopeOrName = '', name] = specifier.split('/')
  return scopeOrName.startsWith('@') ? `${scopeOrName}/${name ?? ''}` : scopeOrName
}
