import type { CreatedWebhook } from '#generated/sdk/types.gen.ts'
import { ShownOnceDialog } from '../../components/shown-once.tsx'

interface WebhookSecretDialogProps {
  readonly title: string
  /** The dialog is open while there is one. */
  readonly webhook: CreatedWebhook | undefined
  readonly onClose: () => void
}

/** Shows the secret of a webhook once, and says what it is for. */
export function WebhookSecretDialog({ title, webhook, onClose }: WebhookSecretDialogProps) {
  return (
    <ShownOnceDialog title={title} name="signing secret" secret={webhook?.secret ?? undefined} onClose={onClose}>
      <p>
        Give it to the receiver: with it, any Standard Webhooks library verifies that what arrives is from Rollcall and
        unchanged.
      </p>
    </ShownOnceDialog>
  )
}
