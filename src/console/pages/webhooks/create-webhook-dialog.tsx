import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useNavigate } from 'react-router'
import { createWebhookMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type {
  CreatedWebhook,
  WebhookDelivery,
  WebhookFormat,
  WebhookPayload,
  WebhookRequest,
} from '#generated/sdk/types.gen.ts'
import { useIdempotencyKey } from '../../app/idempotency.ts'
import { useOrganization } from '../../app/organization.tsx'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { EventChoice } from './event-choice.tsx'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'
import { DELIVERIES, FORMATS, PAYLOADS, urlProblem } from './webhook-words.ts'

interface CreateWebhookDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Makes a webhook, shows its secret once, and leads to its page. */
export function CreateWebhookDialog({ isOpen, onClose }: CreateWebhookDialogProps) {
  const { id: organizationId } = useOrganization()
  const navigate = useNavigate()
  const [created, setCreated] = useState<CreatedWebhook>()
  const open = ({ id }: CreatedWebhook): void => void navigate(`/organizations/${organizationId}/webhooks/${id}`)
  return (
    <>
      <Dialog title="Create webhook" isOpen={isOpen} onClose={onClose} size="large">
        <CreateWebhookForm
          onClose={onClose}
          onCreated={(webhook) => {
            onClose()
            if (webhook.secret !== null) setCreated(webhook)
            else {
              toast('Webhook created')
              open(webhook)
            }
          }}
        />
      </Dialog>
      <WebhookSecretDialog
        title="Webhook created"
        webhook={created}
        onClose={() => {
          setCreated(undefined)
          if (created) open(created)
        }}
      />
    </>
  )
}

interface CreateWebhookFormProps {
  readonly onClose: () => void
  readonly onCreated: (webhook: CreatedWebhook) => void
}

function CreateWebhookForm({ onClose, onCreated }: CreateWebhookFormProps) {
  const { id: organizationId } = useOrganization()
  const [url, setUrl] = useState('')
  const [isUrlLeft, setUrlLeft] = useState(false)
  const [description, setDescription] = useState('')
  const [events, setEvents] = useState<string[]>(['*'])
  const [format, setFormat] = useState<WebhookFormat>('standard')
  const [delivery, setDelivery] = useState<WebhookDelivery>('push')
  const [payload, setPayload] = useState<WebhookPayload>('thin')
  const [audience, setAudience] = useState('')
  const idempotency = useIdempotencyKey()
  const create = useMutation({
    ...createWebhookMutation({ headers: { 'Idempotency-Key': idempotency.key } }),
    onError: idempotency.onError,
    onSuccess: (webhook) => {
      void readAgain('listWebhooks')
      onCreated(webhook)
    },
  })
  const isToken = format === 'set'
  const isFetched = isToken && delivery === 'poll'
  const body: WebhookRequest = {
    ...(!isFetched && { url: url.trim() }),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...(isToken && audience.trim() !== '' && { audience: audience.trim() }),
    events,
    format,
    delivery: isToken ? delivery : 'push',
    payload,
  }
  const hasTarget = isFetched ? audience.trim() !== '' : url.trim() !== '' && urlProblem(url) === undefined
  const isComplete = hasTarget && events.length > 0
  return (
    <Form
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) create.mutate({ path: { organizationId }, body })
      }}
    >
      {!isFetched && (
        <TextField
          label="URL"
          description="Where your product listens. It must be reachable from the Internet, by https."
          placeholder="https://product.example/rollcall"
          value={url}
          onChange={setUrl}
          onBlur={() => setUrlLeft(true)}
          errorMessage={isUrlLeft ? urlProblem(url) : undefined}
          maxLength={2_000}
          inputMode="url"
          isMono
          isRequired
          autoFocus
        />
      )}
      <TextField
        label="Description"
        placeholder="Product, production"
        value={description}
        onChange={setDescription}
        maxLength={200}
      />
      <RadioChoice label="Format" options={FORMATS} value={format} onChange={setFormat} />
      {isToken && (
        <>
          <RadioChoice label="Delivery" options={DELIVERIES} value={delivery} onChange={setDelivery} />
          <TextField
            label="Audience"
            description={`The aud of the tokens: by what the receiver knows that they are for it.${isFetched ? '' : ' Its URL if empty.'}`}
            isRequired={isFetched}
            value={audience}
            onChange={setAudience}
            maxLength={500}
            isMono
          />
        </>
      )}
      <RadioChoice label="Content" options={PAYLOADS} value={payload} onChange={setPayload} />
      <EventChoice value={events} onChange={setEvents} isDirectoryOnly={isToken} />
      {create.error && <InlineProblem error={create.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} isDisabled={!isComplete}>
          Create
        </Button>
      </DialogFooter>
    </Form>
  )
}
