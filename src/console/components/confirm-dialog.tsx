import type { ReactNode } from 'react'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { Button } from './button.tsx'
import { Dialog, DialogFooter } from './dialog.tsx'
import { InlineProblem } from './error-state.tsx'

interface ConfirmDialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** What will happen, in words. */
  readonly children: ReactNode
  /** The verb of the title, for example "Revoke token". */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly isPending: boolean
  readonly error: Problem | null
}

/** Asks before something that hurts. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, isOpen, onClose, children, confirmLabel, onConfirm, isPending, error } = props
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} role="alertdialog">
      {children}
      {error && <InlineProblem error={error} />}
      <DialogFooter>
        <Button autoFocus onPress={onClose}>
          Cancel
        </Button>
        <Button variant="danger" isPending={isPending} onPress={onConfirm}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
