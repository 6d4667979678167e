import type { SignToken } from '../../domain/security-events/signing-key.ts'
import { claimsOfDelivery } from '../../operations/render-token.ts'
import { NotDeliverable, USER_AGENT, type RenderDelivery } from './render-delivery.ts'

export interface SetRendererOptions {
  readonly issuer: () => string
  readonly signer: () => Promise<SignToken>
}

/** A delivery as a security event token that is pushed (RFC 8935 §2). The log has its claims without the signature. */
export function setRenderer({ issuer, signer }: SetRendererOptions): RenderDelivery {
  return async (webhook, delivery, { now }) => {
    if (webhook.url === null) throw new NotDeliverable('The webhook has no URL')
    const claims = claimsOfDelivery(webhook, delivery, { issuer: issuer(), now })
    if (!claims) {
      throw new NotDeliverable(
        'There is no token for the event: it is not kept any more, or is about neither users nor groups',
      )
    }
    const sign = await signer()
    const body = await sign(claims)
    const headers = { 'content-type': 'application/secevent+jwt', accept: 'application/json', 'user-agent': USER_AGENT }
    return {
      url: webhook.url,
      headers,
      body,
      logged: { headers, body: JSON.stringify(claims) },
      hidden: [body, body.slice(body.lastIndexOf('.') + 1)],
    }
  }
}
