import type { Webhook, WebhookDelivery, WebhookFormat, WebhookPayload } from '#generated/sdk/types.gen.ts'
import type { SelectOption } from '../../components/select.tsx'

export const FORMATS = [
  {
    id: 'standard',
    label: 'Standard Webhooks',
    description: 'JSON, signed with a secret that you share. Libraries for most languages verify it.',
  },
  {
    id: 'set',
    label: 'Security event tokens',
    description: 'Signed tokens about users and groups (RFC 8417 and 9967), for receivers that want these.',
  },
] as const satisfies readonly SelectOption<WebhookFormat>[]

export const DELIVERIES = [
  { id: 'push', label: 'Rollcall sends them', description: 'To your URL, as soon as something happens (RFC 8935).' },
  { id: 'poll', label: 'The receiver fetches them', description: 'For receivers that nothing can reach (RFC 8936).' },
] as const satisfies readonly SelectOption<WebhookDelivery>[]

export const PAYLOADS = [
  {
    id: 'thin',
    label: 'Without the data',
    description: 'Each event says what changed on whom, and no values; the receiver reads them from the API.',
  },
  {
    id: 'full',
    label: 'With the data',
    description:
      'Each event holds the user or the group as it is now, so the receiver need not ask. It is personal data.',
  },
] as const satisfies readonly SelectOption<WebhookPayload>[]

/** What a webhook is called: what was said of it, else where it sends. */
export function webhookName({ description, url, delivery }: Webhook): string {
  return description || (url ?? (delivery === 'poll' ? 'Tokens to be fetched' : 'Webhook'))
}

/** What is wrong with a URL, before the server says its own about it. */
export function urlProblem(url: string): string | undefined {
  if (url.trim() === '') return undefined
  return URL.canParse(url.trim()) && /^https?:\/\//i.test(url.trim())
    ? undefined
    : 'Write a URL, beginning with https://'
}

/** What an option is called. */
export function labelOf(options: readonly SelectOption<string>[], id: string): string {
  return options.find((it) => it.id === id)?.label ?? id
}
