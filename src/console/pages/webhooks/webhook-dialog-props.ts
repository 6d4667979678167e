import type { Webhook } from '#generated/sdk/types.gen.ts'

/** What every dialog about a webhook is given. */
export interface WebhookDialogProps {
  readonly webhook: Webhook
  readonly isOpen: boolean
  readonly onClose: () => void
}
