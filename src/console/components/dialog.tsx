import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** `alertdialog` where something is at stake. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly size?: 'medium' | 'large'
  /** Whether a press beside it closes it; not where something that was written would be lost. */
  readonly isDismissable?: boolean
}

/** A window over the page. It keeps the focus until it closes, and gives it back. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, role = 'dialog', size = 'medium', isDismissable = false } = props
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
    >
      <Modal className={`modal modal-${size}`}>
        <AriaDialog role={role} className="dialog">
          <header className="dialog-header">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <IconButton icon={X} label="Close" onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The buttons at the end of a dialog. The last one is what the dialog is for. */
export function DialogFooter({ children }: { readonly children: ReactNode }) {
  return <footer className="dialog-footer">{children}</footer>
}
