import type { CreatedScimToken } from '#generated/sdk/types.gen.ts'
import { CopyField } from '../../../components/copy-field.tsx'
import { ShownOnceDialog } from '../../../components/shown-once.tsx'

interface NewTokenDialogProps {
  readonly title: string
  /** The dialog is open while there is one. */
  readonly token: CreatedScimToken | undefined
  readonly onClose: () => void
}

/** Shows a new secret of a SCIM token once, with the URL that goes with it. */
export function NewTokenDialog({ title, token, onClose }: NewTokenDialogProps) {
  return (
    <ShownOnceDialog title={title} name="SCIM token" secret={token?.token} onClose={onClose}>
      <CopyField label="SCIM URL" value={token?.scimBaseUrl ?? ''} />
    </ShownOnceDialog>
  )
}
