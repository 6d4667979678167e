import { median, type Figure, type Options } from './figure.ts'
import { measure, type Load, type Measured, type Target } from './load.ts'
import { userNumber, type Seed } from './seed.ts'

interface Targets {
  readonly recorded: Target
  /** The same server on the same database, but its writes store no events and no activity. */
  readonly unrecorded: Target
}

/** The server that records nothing is used by nobody else, so it is cold until then. */
const WARM_UP_SECONDS = 3

/** At most a quarter of a write's throughput may go into events and activity. */
const LEAST_SHARE = 0.75

/** What events and activity cost: writes per second with them, as a share of those without, in turn. */
export async function compareRecording(
  targets: Targets,
  token: string,
  { userIds }: Seed,
  { seconds, rounds }: Options,
): Promise<Figure[]> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' }
  let number = 0
  const create = () => {
    number += 1
    const user = { ...userNumber(number), userName: `recording-${number}@example.com` }
    return { method: 'POST' as const, path: '/scim/v2/Users', body: JSON.stringify(user) }
  }
  const patch = () => {
    number += 1
    const Operations = [{ op: 'replace', path: 'title', value: `Title ${number}` }]
    const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
    return { method: 'PATCH' as const, path: `/scim/v2/Users/${userIds[number % userIds.length]}`, body }
  }
  const compare = async (name: string, next: Load['next']): Promise<Figure> => {
    const measured = { recorded: [] as Measured[], unrecorded: [] as Measured[] }
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of ['recorded', 'unrecorded'] as const) {
        const result = await measure({ target: targets[kind], headers, next }, round === 0 ? WARM_UP_SECONDS : seconds)
        if (round > 0) measured[kind].push(result)
      }
    }
    return share(name, measured.recorded, measured.unrecorded)
  }
  return [
    await compare('POST /Users with events and activity against without', create),
    await compare('PATCH of a user with events and activity against without', patch),
  ]
}

function share(name: string, ours: readonly Measured[], against: readonly Measured[]): Figure {
  const rate = (measured: readonly Measured[]): number => median(measured.map((it) => it.perSecond))
  const cpu = (measured: readonly Measured[]): number => median(measured.map((it) => it.cpuMicros))
  const shown = (measured: readonly Measured[]): string =>
    `${rate(measured).toFixed(0)}/s, ${cpu(measured).toFixed(0)} µs CPU`
  const found = rate(ours) / rate(against)
  return {
    name,
    ours: shown(ours),
    yardstick: shown(against),
    share: found,
    goal: `≥ ${LEAST_SHARE}`,
    isReached: found >= LEAST_SHARE,
  }
}
