import { useQuery } from '@tanstack/react-query'
import { getActivityOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { ActivityEntry } from '#generated/sdk/types.gen.ts'
import { LinkButton } from '../../../components/button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'

interface LastFailureProps {
  readonly organizationId: string
  readonly entry: ActivityEntry
}

/** Why the newest request failed, and what to do. */
export function LastFailure({ organizationId, entry }: LastFailureProps) {
  const activity = useQuery({
    ...getActivityOptions({ path: { organizationId, activityId: entry.id } }),
    staleTime: Infinity,
  })
  const explanation = activity.data?.explanation
  return (
    <div role="alert">
      <Notice
        tone="danger"
        title={`${entry.summary} failed${entry.status === null ? '' : ` with ${entry.status}`}`}
        actions={
          <LinkButton size="small" href={`/organizations/${organizationId}/activity/${entry.id}`}>
            Look at the request
          </LinkButton>
        }
      >
        <p>{explanation?.why ?? entry.detail ?? 'The answer did not say why.'}</p>
        {explanation && <p>{explanation.whatToDo}</p>}
        <p className="muted">
          <RelativeTime at={entry.at} />
        </p>
      </Notice>
    </div>
  )
}
