import type { Event as EventBody } from '#generated/sdk/types.gen.ts'
import { eventsOf } from './events-of.ts'
import { subjectOf, type Subject } from './subject.ts'

/** The claims of a security event token (RFC 8417 §2.2). There is no `sub`: RFC 9967 §2.1 forbids it. */
export interface SecurityEventClaims {
  readonly iss: string
  readonly aud?: string
  /** When the token was made, in seconds. */
  readonly iat: number
  /** When the event happened, in seconds. */
  readonly toe: number
  /** The id of the event: the same however often it is delivered. */
  readonly jti: string
  /** The same for all events of one request. */
  readonly txn?: string
  readonly sub_id: Subject
  /** By the URI of each event. */
  readonly events: Readonly<Record<string, object>>
}

/** An event with the operation that made it, which tells a PUT from a PATCH. */
export interface DescribedEvent extends EventBody {
  readonly operation: string | null
}

export interface Issuing {
  /** By which the server is known: in front of the organization in `iss`, and of the URLs of resources. */
  readonly issuer: string
  readonly audience: string | null
  /** Whether values are told, or only what changed. */
  readonly payload: 'thin' | 'full'
  readonly now: Date
}

/** The claims that tell of an event (RFC 9967); undefined for one that has no security event. */
export function claimsOf(event: DescribedEvent, issuing: Issuing): SecurityEventClaims | undefined {
  const { issuer, audience, payload, now } = issuing
  const events = eventsOf(event, payload)
  if (!events) return undefined
  const txn = transactionOf(event)
  return {
    iss: issuerOf(issuer, event.organizationId),
    ...(audience !== null && { aud: audience }),
    iat: seconds(now),
    toe: seconds(new Date(event.at)),
    jti: event.id,
    ...(txn !== undefined && { txn }),
    sub_id: subjectOf(event, `${issuer}/scim/v2`),
    events,
  }
}

/** Each organization is an issuer of its own: its tokens are worth nothing to who receives those of another. */
function issuerOf(publicUrl: string, organizationId: string): string {
  return `${publicUrl}/api/v1/organizations/${organizationId}`
}

/** RFC 9967 §2.5.1: of an asynchronous Bulk request the `Set-Txn` and the place of the operation, counted from 0. */
function transactionOf({ data, requestId }: DescribedEvent): string | undefined {
  const operation = data?.bulkOperation
  return operation ? `${operation.transaction}:${operation.index}` : (requestId ?? undefined)
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000)
}
