import { useMutation } from '@tanstack/react-query'
import { updateWebhookMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Webhook } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'

/** Switches a webhook on or off. */
export function useWebhookSwitch() {
  const { id: organizationId } = useOrganization()
  const update = useMutation({
    ...updateWebhookMutation(),
    onError: () => readAgain('getWebhook'),
    onSuccess: async ({ isEnabled }) => {
      await readAgain('getWebhook', 'listWebhooks', 'listDeliveries')
      toast(isEnabled ? 'Webhook switched on' : 'Webhook switched off')
    },
  })
  const change = ({ id: webhookId, version }: Webhook, isEnabled: boolean): void =>
    update.mutate({ path: { organizationId, webhookId }, headers: ifMatch(version), body: { isEnabled } })
  return { change, isPending: update.isPending, error: update.error }
}
