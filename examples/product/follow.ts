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
import { applyEvent, lastHandled, markHandled, replaceUsers } from './users.ts'

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
  let mustBegin = lastHandled() === undefined
  for (;;) {
    nudge = new AbortController()
    isWaiting = false
    try {
      if (mustBegin) await begin()
      mustBegin = false
      await followFrom(lastHandled() ?? 0, nudge.signal)
    } catch (error) {
      console.error('Users are not in step with Rollcall:', error)
      mustBegin ||= error instanceof RollcallError && error.code === 'eventsExpired'
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

/** Reads everybody, for the first time or because events are missing. */
async function begin(): Promise<void> {
  const path = { organizationId }
  // First where the events are, then the users: what changes meanwhile comes as an event too, and nothing is missed.
  const { data } = await listEvents({ client, path, query: { after: 'latest' }, throwOnError: true })
  const users = await Array.fromAsync(iterate(listOrganizationUsers, { client, path, query: { limit: 200 } }))
  const roles = new Map<string, readonly string[]>()
  for await (const it of iterate(listRoleAssignments, { client, path })) roles.set(it.user.id, it.roles)
  replaceUsers(users, roles, data.latestSequence)
}

function env(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}; the README says to what`)
  return value
}
