import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { deleteWebhookMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import type { WebhookDialogProps } from './webhook-dialog-props.ts'
import { webhookName } from './webhook-words.ts'

/** Deletes a webhook, after it has said what that means. */
export function DeleteWebhookDialog({ webhook, isOpen, onClose }: WebhookDialogProps) {
  const { id: organizationId } = useOrganization()
  const navigate = useNavigate()
  const remove = useMutation({
    ...deleteWebhookMutation(),
    onError: () => readAgain('getWebhook'),
    onSuccess: async () => {
      toast('Webhook deleted')
      await navigate(`/organizations/${organizationId}/webhooks`, { replace: true })
      await readAgain('listWebhooks')
    },
  })
  return (
    <ConfirmDialog
      title={`Delete ${webhookName(webhook)}?`}
      isOpen={isOpen}
      onClose={() => {
        remove.reset()
        onClose()
      }}
      confirmLabel="Delete webhook"
      onConfirm={() =>
        remove.mutate({ path: { organizationId, webhookId: webhook.id }, headers: ifMatch(webhook.version) })
      }
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>
        Nothing is sent to it any more, neither what happens from now on nor what still waits. Its deliveries and its
        secret go with it, for good. To stop it for a while, switch it off instead.
      </p>
    </ConfirmDialog>
  )
}
