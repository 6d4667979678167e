import { useMutation, useQuery } from '@tanstack/react-query'
import { LoaderCircle } from 'lucide-react'
import { useEffect } from 'react'
import { getDeliveryOptions, sendTestEventMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { DeliveryDetail, Webhook } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { durationInWords } from '../activity/words.ts'
import type { WebhookDialogProps } from './webhook-dialog-props.ts'

/** Sends a test event as soon as it opens, and shows what becomes of it. */
export function TestEventDialog({ webhook, isOpen, onClose }: WebhookDialogProps) {
  return (
    <Dialog title="Test event" isOpen={isOpen} onClose={onClose} isDismissable>
      <TestEvent webhook={webhook} onClose={onClose} />
    </Dialog>
  )
}

function TestEvent({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const { id: organizationId } = useOrganization()
  const path = { organizationId, webhookId: webhook.id }
  const { mutate, ...send } = useMutation(sendTestEventMutation())
  const deliveryId = send.data?.id
  const result = useQuery({
    ...getDeliveryOptions({ path: { ...path, deliveryId: deliveryId ?? '' } }),
    enabled: deliveryId !== undefined,
    refetchInterval: ({ state: { data } }) => (data === undefined || data.status === 'pending' ? 400 : false),
    staleTime: 0,
  })
  const again = (): void => mutate({ path })
  // Once when the dialog opens, which is what was pressed.
  useEffect(again, [])
  const isDone = result.data !== undefined && result.data.status !== 'pending'
  useEffect(() => {
    if (isDone) void readAgain('getWebhook', 'listDeliveries')
  }, [isDone])
  return (
    <>
      {send.error && <InlineProblem error={send.error} />}
      {result.isLoadingError && <InlineProblem error={result.error} />}
      {!send.error && !result.isLoadingError && (
        <div role="status">{isDone ? <Result delivery={result.data} /> : <Waiting webhook={webhook} />}</div>
      )}
      <DialogFooter>
        <Button onPress={onClose}>Close</Button>
        {deliveryId !== undefined && (
          <LinkButton href={`/organizations/${organizationId}/webhooks/${webhook.id}/deliveries/${deliveryId}`}>
            See what was sent
          </LinkButton>
        )}
        <Button variant="primary" isDisabled={!isDone && !send.error} isPending={send.isPending} onPress={again}>
          Send another
        </Button>
      </DialogFooter>
    </>
  )
}

function Waiting({ webhook }: { readonly webhook: Webhook }) {
  return (
    <p className="test-result">
      <LoaderCircle size={20} aria-hidden className="spin" />
      <span className="anywhere">
        {webhook.delivery === 'poll'
          ? 'The event waits until the receiver fetches it.'
          : `Sending to ${webhook.url ?? 'the receiver'} …`}
      </span>
    </p>
  )
}

function Result({ delivery }: { readonly delivery: DeliveryDetail }) {
  const last = delivery.attempts.at(-1)
  if (delivery.status === 'delivered') {
    return (
      <Notice tone="success" title="It arrived">
        {last?.status != null && `The receiver answered ${last.status} after ${durationInWords(last.durationMs)}.`}
      </Notice>
    )
  }
  return (
    <Notice tone="danger" title="It did not arrive">
      {last?.error ?? delivery.lastError}
      {last?.response && <p className="mono">{last.response}</p>}
    </Notice>
  )
}
