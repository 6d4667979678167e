import { spawnSync } from 'node:child_process'

/** The contract of the last release, as one document; `npm run release:contract` writes it. */
export const RELEASED_CONTRACT = 'openapi/released.json'

interface DiffReport {
  readonly summary: { readonly major: number }
  readonly infoVersions: { readonly base: string; readonly revision: string }
  readonly changes: readonly { readonly path: string; readonly verdicts?: readonly Verdict[] }[]
}

interface Verdict {
  readonly impact: string
  readonly message: string
}

/**
 * What would break clients of the contract `released`, each change as a sentence; nothing where the version of `next`
 * says that it may.
 */
export function findBreakingChanges(released: string, next: string): string[] {
  const { stdout, stderr } = diff(released, next, '--format=json')
  if (!stdout.startsWith('{')) return [`redocly diff did not work: ${stderr.trim()}`]
  const { summary, infoVersions, changes } = JSON.parse(stdout) as DiffReport
  const isAnnounced = () => diff(released, next, '--check-version').status === 0
  if (summary.major === 0 || isAnnounced()) return []
  const sentences = changes.flatMap(({ path, verdicts = [] }) =>
    verdicts.filter(({ impact }) => impact === 'major').map(({ message }) => `${placeOf(path)}${message}`),
  )
  return [
    ...sentences,
    `This breaks clients of ${infoVersions.base}. Keep to what they know, or raise \`info.version\` in ` +
      `openapi/openapi.yaml (now ${infoVersions.revision}) to say that the next release breaks them.`,
  ]
}

function diff(released: string, next: string, ...options: string[]) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const args = ['diff', released, next, '--fail-on=none', ...options]
  return spawnSync('redocly', args, { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 })
}

/** The operation that a pointer into the document leads to, where it leads to one. */
function placeOf(pointer: string): string {
  const [, paths, path = '', method] = pointer.split('/')
  if (paths !== 'paths' || method === undefined) return ''
  return `${method.toUpperCase()} ${path.replaceAll('~1', '/').replaceAll('~0', '~')}: `
}
