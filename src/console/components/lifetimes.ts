import type { Tone } from './badge.tsx'
import type { SelectOption } from './select.tsx'

/** How long a token or a key works; the ids are days, and 0 is for ever. */
export const LIFETIMES = [
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
  { id: '365', label: '1 year' },
  { id: '0', label: 'Never expires', description: 'Until it is revoked. Rotate it now and then.' },
] as const satisfies readonly SelectOption<string>[]

export type Lifetime = (typeof LIFETIMES)[number]['id']

/** Rollcall announces the end of a token that many days before. */
const SOON = 14 * 86_400_000

/** What to say about the end of a credential; undefined while it is far away. */
export function expiryState(expiresAt: string | null, now = Date.now()): { tone: Tone; label: string } | undefined {
  if (expiresAt === null) return undefined
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return { tone: 'danger', label: 'Expired' }
  return left <= SOON ? { tone: 'warning', label: 'Expires soon' } : undefined
}
