import type { ActivityEntry } from '#generated/sdk/types.gen.ts'
import { Badge } from '../../components/badge.tsx'

/** How it went, with the status of the answer where there was one. */
export function Outcome({ outcome, status }: Pick<ActivityEntry, 'outcome' | 'status'>) {
  const word = outcome === 'success' ? 'OK' : 'Failed'
  return (
    <Badge tone={outcome === 'success' ? 'success' : 'danger'}>{status === null ? word : `${status} ${word}`}</Badge>
  )
}
