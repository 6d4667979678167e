import type { AllowedHost } from '../outside/allowed-hosts.ts'
import { checkOutsideUrl } from '../outside/outside-url.ts'

/** The URL of a receiver, if webhooks may be sent there. Throws DomainError. */
export function checkWebhookUrl(text: string, allowed: readonly AllowedHost[]): URL {
  return checkOutsideUrl(text, allowed, { noun: 'webhook URL', example: 'https://example.com/webhooks' })
}
