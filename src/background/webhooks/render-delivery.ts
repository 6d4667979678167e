import type { WebhookFormat } from '#generated/sdk/types.gen.ts'
import type { ClaimedDelivery } from '../../storage/claim-deliveries.ts'
import type { Webhook } from '../../storage/webhooks.ts'
import { renderStandard } from './render-standard.ts'

/** What receivers know us by. */
export const USER_AGENT = 'Rollcall-Webhooks/1'

/** A request as it is sent, and as the log has it. */
export interface RenderedDelivery {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Without secrets and signatures. */
  readonly logged: { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  /** Texts of the request that must not be in the log, should the receiver repeat them. */
  readonly hidden: readonly string[]
}

export interface RenderingContext {
  /** What the delivery is signed with, the newest first. */
  readonly secrets: readonly string[]
  readonly now: Date
}

/** Makes the request of a delivery. Throws NotDeliverable when there is nothing to be sent, now or later. */
export type RenderDelivery = (
  webhook: Webhook,
  delivery: ClaimedDelivery,
  context: RenderingContext,
) => RenderedDelivery | Promise<RenderedDelivery>

export type Renderers = Readonly<Partial<Record<WebhookFormat, RenderDelivery>>>

export const STANDARD_RENDERERS: Renderers = { standard: renderStandard }

/** A delivery that no try would bring to its receiver; the message is for whoever administers the webhook. */
export class NotDeliverable extends Error {
  override readonly name = 'NotDeliverable'
}
