import { redeliverEvents } from '#generated/sdk/sdk.gen.ts'

export interface RedeliveredTime {
  readonly organizationId: string
  readonly webhookId: string
  readonly since: string
  readonly includeDelivered: boolean
}

/** Sends all events of a time again, part by part, and returns how many there are. */
export async function redeliverAll(time: RedeliveredTime): Promise<number> {
  const { organizationId, webhookId, since, includeDelivered } = time
  // What happens meanwhile is sent anyway.
  const until = new Date().toISOString()
  let sent = 0
  let cursor: string | undefined
  do {
    const { data } = await redeliverEvents({
      path: { organizationId, webhookId },
      body: { since, until, includeDelivered, ...(cursor !== undefined && { cursor }) },
      throwOnError: true,
    })
    sent += data.count
    cursor = data.nextCursor ?? undefined
  } while (cursor !== undefined)
  return sent
}
