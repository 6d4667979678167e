import { useQuery } from '@tanstack/react-query'
import { getOrganization } from '#generated/sdk/sdk.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { FIELDS } from './draft.ts'

interface ConflictNoticeProps {
  /** As the visitor has seen it. */
  readonly seen: Organization
  readonly isPending: boolean
  /** Saves what the visitor wrote over what the other has saved. */
  readonly onKeepMine: (theirs: Organization) => void
  /** Shows what the other has saved, and forgets what the visitor wrote. */
  readonly onTakeTheirs: (theirs: Organization) => void
}

/** Somebody else saved first: what they changed, and whose words shall stand. */
export function ConflictNotice({ seen, isPending, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const current = useQuery({
    // Beside what the page shows, which must not change under the visitor's hands.
    queryKey: ['organizationAfterConflict', seen.id, seen.version],
    queryFn: async ({ signal }) => {
      const { data } = await getOrganization({ path: { organizationId: seen.id }, signal, throwOnError: true })
      return data
    },
    gcTime: 0,
    staleTime: 0,
  })
  const theirs = current.data
  const changes = theirs ? FIELDS.filter(({ read }) => read(theirs) !== read(seen)) : []
  return (
    <div role="alert">
      <Notice
        tone="warning"
        title="Somebody else has changed these settings meanwhile"
        actions={
          theirs && (
            <>
              <Button size="small" onPress={() => onTakeTheirs(theirs)}>
                Take theirs
              </Button>
              <Button size="small" isPending={isPending} onPress={() => onKeepMine(theirs)}>
                Save mine anyway
              </Button>
            </>
          )
        }
      >
        <p>Nothing of yours was saved yet.</p>
        {theirs && changes.length > 0 && (
          <ul>
            {changes.map(({ label, read }) => (
              <li key={label}>
                {label} is now <strong>{read(theirs) || 'empty'}</strong>
              </li>
            ))}
          </ul>
        )}
        {theirs && changes.length === 0 && <p>It was about something else, so yours can be saved.</p>}
        {current.isError && <p>What they changed could not be read: {current.error.title}</p>}
      </Notice>
    </div>
  )
}
