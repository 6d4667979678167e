import type { BulkRequest } from '#generated/sdk/types.gen.ts'
import type { SecretSealer } from '../domain/sealed-secrets.ts'
import type { ScimPrincipal } from '../operations/operation.ts'
import type { ReceivedRequest } from '../operations/record-activity.ts'
import type { ItemOutcome } from './bulk-outcomes.ts'

/** What is stored of a Bulk request to be done later; what the token may is looked up when it is done. */
export interface AcceptedBulk {
  /** Canonical. */
  readonly body: BulkRequest
  readonly requestId: string
  /** The token as it was then. */
  readonly principal: ScimPrincipal
  /** For the activity; without the body. */
  readonly received: Omit<ReceivedRequest, 'body'> | undefined
}

type Place = { readonly organizationId: string; readonly id: string }

export function sealAccepted(sealer: SecretSealer, place: Place, request: AcceptedBulk): string {
  return sealer.seal(JSON.stringify(request), textOf(place, 'request'))
}

export function openAccepted(sealer: SecretSealer, place: Place, sealed: string): AcceptedBulk {
  const request = JSON.parse(sealer.open(sealed, textOf(place, 'request'))) as AcceptedBulk
  const { received } = request
  return { ...request, received: received && { ...received, at: new Date(received.at) } }
}

/** Outcomes by the index of their operation. */
type Entries = readonly (readonly [number, ItemOutcome])[]

export function sealOutcomes(sealer: SecretSealer, place: Place, outcomes: Entries): string {
  return sealer.seal(JSON.stringify(outcomes), textOf(place, 'outcomes'))
}

export function openOutcomes(sealer: SecretSealer, place: Place, sealed: string | null): Entries {
  return sealed === null ? [] : (JSON.parse(sealer.open(sealed, textOf(place, 'outcomes'))) as Entries)
}

function textOf({ organizationId, id }: Place, what: string): string {
  return `bulk request ${organizationId} ${id} ${what}`
}
