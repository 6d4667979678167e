import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { CopyField } from './copy-field.tsx'
import { Dialog, DialogFooter } from './dialog.tsx'
import { Notice } from './notice.tsx'

interface ShownOnceDialogProps {
  readonly title: string
  /** What the secret is called, for example "SCIM token". */
  readonly name: string
  /** The secret; the dialog is open while there is one. */
  readonly secret: string | undefined
  readonly onClose: () => void
  /** What is said before the secret, or copied with it. */
  readonly children?: ReactNode
}

/** Shows a secret that is never shown again. It does not close unnoticed while nobody has copied it. */
export function ShownOnceDialog({ title, name, secret, onClose, children }: ShownOnceDialogProps) {
  const [isCopied, setCopied] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const close = () => {
    setCopied(false)
    setLeaving(false)
    onClose()
  }
  return (
    <Dialog
      title={isLeaving ? `Close without the ${name}?` : title}
      isOpen={secret !== undefined}
      onClose={() => (isCopied ? close() : setLeaving(true))}
      size="large"
    >
      {isLeaving ? (
        <>
          <p>
            The {name} has not been copied from here, and it is not shown again. If you have not kept it in another way,
            you will have to make another.
          </p>
          <DialogFooter>
            <Button onPress={close}>Close without it</Button>
            <Button variant="primary" autoFocus onPress={() => setLeaving(false)}>
              Go back
            </Button>
          </DialogFooter>
        </>
      ) : (
        <>
          <Notice tone="warning" title={`Copy the ${name} now`}>
            It is shown only this once: Rollcall keeps no copy that anyone could read.
          </Notice>
          {children}
          <CopyField label={name} value={secret ?? ''} onCopy={() => setCopied(true)} />
          <DialogFooter>
            <Button variant="primary" onPress={() => (isCopied ? close() : setLeaving(true))}>
              Done
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  )
}
