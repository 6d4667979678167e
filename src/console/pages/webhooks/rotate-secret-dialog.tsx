import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { rotateWebhookSecretMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { CreatedWebhook, Webhook } from '#generated/sdk/types.gen.ts'
import { useIdempotencyKey } from '../../app/idempotency.ts'
import { ifMatch } from '../../app/if-match.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { Select, type SelectOption } from '../../components/select.tsx'
import type { WebhookDialogProps } from './webhook-dialog-props.ts'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'

/** Hours for which deliveries are signed with the old secret too. */
const OVERLAPS = [
  { id: '24', label: '24 hours', description: 'Time to give the receiver the new one' },
  { id: '1', label: '1 hour' },
  { id: '168', label: '7 days' },
  { id: '0', label: 'Not at all', description: 'If somebody may have seen it' },
] as const satisfies readonly SelectOption<string>[]

type Overlap = (typeof OVERLAPS)[number]['id']

/** Gives a webhook a new secret, which is shown once. */
export function RotateSecretDialog({ webhook, isOpen, onClose }: WebhookDialogProps) {
  const [rotated, setRotated] = useState<CreatedWebhook>()
  return (
    <>
      <Dialog title="Rotate secret" isOpen={isOpen} onClose={onClose}>
        <RotateSecretForm
          webhook={webhook}
          onClose={onClose}
          onRotated={(created) => {
            onClose()
            setRotated(created)
          }}
        />
      </Dialog>
      <WebhookSecretDialog title="Secret rotated" webhook={rotated} onClose={() => setRotated(undefined)} />
    </>
  )
}

interface RotateSecretFormProps {
  readonly webhook: Webhook
  readonly onClose: () => void
  readonly onRotated: (webhook: CreatedWebhook) => void
}

function RotateSecretForm({ webhook, onClose, onRotated }: RotateSecretFormProps) {
  const { id: organizationId } = useOrganization()
  const [overlap, setOverlap] = useState<Overlap>('24')
  const idempotency = useIdempotencyKey()
  const rotate = useMutation({
    ...rotateWebhookSecretMutation(),
    onError: (problem) => {
      idempotency.onError(problem)
      void readAgain('getWebhook')
    },
    onSuccess: (created) => {
      void readAgain('getWebhook', 'listWebhooks')
      onRotated(created)
    },
  })
  const { previousSecretExpiresAt: overlapEndsAt } = webhook
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        rotate.mutate({
          path: { organizationId, webhookId: webhook.id },
          headers: { 'Idempotency-Key': idempotency.key, ...ifMatch(webhook.version) },
          body: { overlapHours: Number(overlap) },
        })
      }}
    >
      <p>
        The webhook gets a new secret. For a while each delivery is signed with both, so the receiver accepts all of
        them, before and after it knows the new one.
      </p>
      <Select label="Sign with the old secret too for" options={OVERLAPS} value={overlap} onChange={setOverlap} />
      {overlap === '0' && (
        <Notice tone="warning">The receiver refuses deliveries from now until it has the new secret.</Notice>
      )}
      {overlapEndsAt !== null && Date.parse(overlapEndsAt) > Date.now() && (
        <Notice tone="warning">It was rotated a short time ago. The secret from before that stops at once.</Notice>
      )}
      {rotate.error && <InlineProblem error={rotate.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={rotate.isPending}>
          Rotate
        </Button>
      </DialogFooter>
    </Form>
  )
}
