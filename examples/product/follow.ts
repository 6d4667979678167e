import { setTimeout as delay } from 'node:timers/promises'
import {
  createRollcallClient,
  followEvents,
  iterate,
  listEvents,
  listOrganizationUsers,
  listRoleAssignments,
  RollcallError,
} from 'rollcall-sdk'
import { applyEvent, forgetLastHandled, lastHandled, markHandled, replaceUsers } from './users.ts'

const client = createRollcallClient({ url: env('ROLLCALL_URL'), key: env('ROLLCALL_KEY') })
const organizationId = env('ROLLCALL_ORGANIZATION')
let nudge = new AbortController()
let isWaiting = false

/** Ends the waiting after a failure; while all is well, events come by themselves. */
export function lookNow(): void {
  if (isWaiting) nudge.abort()
}

/** Keeps the users in step, as long as the process lives. */
export async function follow(): Promise<never> {
  for (;;) {
    nudge = new AbortController()
    isWaiting = false
    try {
      await followFrom(lastHandled() ?? (await begin()), nudge.signal)
    } catch (error) {
      console.error('Users are not in step with Rollcall:', error)
      if (error instanceof RollcallError && error.code === 'eventsExpired') forgetLastHandled()
      isWaiting = true
      await delay(5_000, undefined, { signal: nudge.signal }).catch(() => undefined)
    }
  }
}

async function followFrom(after: number, signal: AbortSignal): Promise<void> {
  const onRetry = (error: unknown): void => {
    console.warn('Rollcall cannot be reached; trying again:', error)
    isWaiting = true
  }
  const options = { client, organizationId, after, types: ['user.*'], signal, onRetry, onProgress: markHandled }
  for await (const event of followEvents(options)) applyEvent(event)
}

/** Reads everybody, for the first time or because events are missing. Returns after which event to go on. */
async function begin(): Promise<number> {
  const path = { organizationId }
  // First where the events are, then the users: what changes meanwhile comes as an event too, and nothing is missed.
  const { data } = await listEvents({ client, path, query: { after: 'latest' }, throwOnError: true })
  const users = await Array.fromAsync(iterate(listOrganizationUsers, { client, path, query: { limit: 200 } }))
  const roles = new Map<string, readonly string[]>()
  for await (const it of iterate(listRoleAssignments, { client, path })) roles.set(it.user.id, it.roles)
  replaceUsers(users, roles, data.latestSequence)
  return data.latestSequence
}

function env(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}; the README says to what`)
  return value
}
