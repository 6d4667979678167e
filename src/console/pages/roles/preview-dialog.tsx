import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { getRoleMappingsQueryKey, setRoleMappingsMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { getRoleMappings, previewRoleMappings } from '#generated/sdk/sdk.gen.ts'
import type { RoleMappings, RoleMappingsPreview, RoleMappingsRequest } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { changesOf, summaryOf } from './preview-words.ts'

interface PreviewDialogProps {
  /** What is to be saved; the dialog is open while there is something. */
  readonly request: RoleMappingsRequest | undefined
  /** The version that the visitor began with. */
  readonly version: number
  readonly onClose: () => void
  readonly onSaved: (saved: RoleMappings) => void
  /** Somebody else was faster: what the visitor wrote is for that version from now on. */
  readonly onTheirs: (theirs: RoleMappings) => void
}

/** Shows who would gain and lose what before it is saved, and saves it. */
export function PreviewDialog({ request, onClose, ...others }: PreviewDialogProps) {
  return (
    <Dialog title="What would change" isOpen={request !== undefined} onClose={onClose} size="large">
      {request && <Preview request={request} onClose={onClose} {...others} />}
    </Dialog>
  )
}

function Preview({
  request,
  version,
  onClose,
  onSaved,
  onTheirs,
}: PreviewDialogProps & { request: RoleMappingsRequest }) {
  const { id: organizationId } = useOrganization()
  const path = { organizationId }
  const queryClient = useQueryClient()
  const preview = useQuery({
    // Version and all, so that it is asked for anew when somebody else has saved.
    queryKey: ['roleMappingsPreview', organizationId, version, request],
    queryFn: async ({ signal }) => {
      const { data } = await previewRoleMappings({ path, body: request, signal, throwOnError: true })
      return data
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const save = useMutation({
    ...setRoleMappingsMutation(),
    onSuccess: async (saved) => {
      queryClient.setQueryData(getRoleMappingsQueryKey({ path }), saved)
      onSaved(saved)
      toast('Roles saved')
      await readAgain('listRoleAssignments', 'getUserRoles')
    },
  })
  const isConflict = save.error?.status === 412
  return (
    <>
      {preview.isPending && <SkeletonBlock label="Looking who gains and loses what" lines={4} />}
      {preview.isLoadingError && <InlineProblem error={preview.error} />}
      {preview.data && <Changes preview={preview.data} />}
      {save.error && !isConflict && <InlineProblem error={save.error} />}
      {isConflict && (
        <Conflict
          onTheirs={(theirs) => {
            save.reset()
            onTheirs(theirs)
          }}
        />
      )}
      <DialogFooter>
        <Button onPress={onClose}>Back</Button>
        <Button
          variant="primary"
          isDisabled={!preview.data || isConflict}
          isPending={save.isPending}
          onPress={() => save.mutate({ path, headers: ifMatch(String(version)), body: request })}
        >
          Save
        </Button>
      </DialogFooter>
    </>
  )
}

function Changes({ preview }: { readonly preview: RoleMappingsPreview }) {
  const rest = preview.affected - preview.users.length
  return (
    <>
      <p>
        <strong>{summaryOf(preview)}</strong>{' '}
        {preview.affected > 0 && 'Your product hears of each as soon as you save.'}
      </p>
      {preview.users.length > 0 && (
        <ul className="preview-users" aria-label="Who gains and loses what">
          {preview.users.map((user) => (
            <li key={user.id}>
              <span className="preview-name">{user.displayName || user.userName}</span>{' '}
              {changesOf(user).map(({ text, isLoss }, index) => (
                <Fragment key={text}>
                  {index > 0 && ', '}
                  <span className={isLoss ? 'preview-loss' : undefined}>{text}</span>
                </Fragment>
              ))}
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p className="muted">And {rest.toLocaleString('en')} more.</p>}
    </>
  )
}

function Conflict({ onTheirs }: { readonly onTheirs: (theirs: RoleMappings) => void }) {
  const { id: organizationId } = useOrganization()
  const read = useMutation({
    mutationFn: async () => (await getRoleMappings({ path: { organizationId }, throwOnError: true })).data,
    onSuccess: onTheirs,
  })
  return (
    <div role="alert">
      <Notice
        tone="warning"
        title="Somebody else has saved roles or rules meanwhile"
        actions={
          <Button size="small" isPending={read.isPending} onPress={() => read.mutate()}>
            Preview mine over theirs
          </Button>
        }
      >
        Nothing of yours was saved yet. Saving it would replace what they wrote: look at it first, by going back and
        discarding yours, or see what yours would change now.
      </Notice>
    </div>
  )
}
