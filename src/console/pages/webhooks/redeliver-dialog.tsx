import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { Problem, Webhook } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Select, type SelectOption } from '../../components/select.tsx'
import { inFull } from '../../components/time.ts'
import { redeliverAll, type RedeliveredTime } from './redeliver-all.ts'
import type { WebhookDialogProps } from './webhook-dialog-props.ts'

const HOUR_MS = 3_600_000

const PERIODS = [
  { id: '1', label: 'An hour ago' },
  { id: '6', label: '6 hours ago' },
  { id: '24', label: 'A day ago' },
  { id: '72', label: '3 days ago' },
  { id: '168', label: 'A week ago' },
  { id: '720', label: '30 days ago' },
] as const satisfies readonly SelectOption<string>[]

type Since = (typeof PERIODS)[number]['id'] | 'failing' | 'off'

/** Sends the events of a time again: after an outage, or to a webhook that came later. */
export function RedeliverDialog({ webhook, isOpen, onClose }: WebhookDialogProps) {
  return (
    <Dialog title="Send again everything since…" isOpen={isOpen} onClose={onClose}>
      <RedeliverForm webhook={webhook} onClose={onClose} />
    </Dialog>
  )
}

function RedeliverForm({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const { id: organizationId } = useOrganization()
  // What has to do with the webhook itself comes first: mostly it is what people are after.
  const [own] = useState(() => ownTimes(webhook))
  const [since, setSince] = useState<Since>(own[0]?.id ?? '24')
  const [includeDelivered, setIncludeDelivered] = useState(false)
  const redeliver = useMutation<number, Problem, RedeliveredTime>({
    mutationFn: redeliverAll,
    onSuccess: async (count) => {
      onClose()
      toast(count === 0 ? 'There was nothing to send again' : `${count.toLocaleString('en')} on their way`)
      await readAgain('listDeliveries', 'getWebhook')
    },
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const at =
          own.find(({ id }) => id === since)?.at ?? new Date(Date.now() - Number(since) * HOUR_MS).toISOString()
        redeliver.mutate({ organizationId, webhookId: webhook.id, since: at, includeDelivered })
      }}
    >
      <p>
        Events that have not arrived are sent, in their order, also those that were never sent because the webhook was
        off or not there yet. Each keeps its <code>webhook-id</code>, so a receiver knows what it has already.
      </p>
      <Select label="Since" options={[...own, ...PERIODS]} value={since} onChange={setSince} />
      <Checkbox isSelected={includeDelivered} onChange={setIncludeDelivered}>
        Also what has arrived already
      </Checkbox>
      {redeliver.error && <InlineProblem error={redeliver.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={redeliver.isPending}>
          Send again
        </Button>
      </DialogFooter>
    </Form>
  )
}

interface OwnTime extends SelectOption<Since> {
  readonly at: string
}

function ownTimes({ failingSince, disabledAt }: Webhook): readonly OwnTime[] {
  return [
    ...(disabledAt === null
      ? []
      : [{ id: 'off' as const, label: 'It was switched off', description: inFull(disabledAt), at: disabledAt }]),
    ...(failingSince === null
      ? []
      : [{ id: 'failing' as const, label: 'It began to fail', description: inFull(failingSince), at: failingSince }]),
  ]
}
