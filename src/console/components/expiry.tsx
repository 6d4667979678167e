import { Badge } from './badge.tsx'
import { expiryState } from './lifetimes.ts'
import { RelativeTime, ShortDate } from './relative-time.tsx'

/** When a credential stops working, and whether that is soon or was already. */
export function Expiry({ expiresAt }: { readonly expiresAt: string | null }) {
  if (expiresAt === null) return <span className="muted">Never</span>
  const state = expiryState(expiresAt)
  if (!state) return <ShortDate at={expiresAt} />
  return (
    <span className="row">
      <Badge tone={state.tone}>{state.label}</Badge>
      <RelativeTime at={expiresAt} />
    </span>
  )
}
