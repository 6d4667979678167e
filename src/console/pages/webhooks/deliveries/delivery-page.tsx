import { useMutation, useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useParams } from 'react-router'
import { getDeliveryOptions, getWebhookOptions, redeliverMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { DeliveryDetail } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../../app/organization.tsx'
import { readAgain } from '../../../app/read-again.ts'
import { useMay } from '../../../app/session.tsx'
import { toast } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { ErrorState, InlineProblem } from '../../../components/error-state.tsx'
import { Facts, type FactItem } from '../../../components/facts.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { SkeletonBlock } from '../../../components/skeleton.tsx'
import { inFull } from '../../../components/time.ts'
import { resourcePath } from '../../activity/words.ts'
import { eventName } from '../../events/event-types.ts'
import { aboutInWords } from '../../events/words.ts'
import { webhookName } from '../webhook-words.ts'
import { Attempt } from './attempt.tsx'
import { DeliveryNotice } from './delivery-notice.tsx'
import { DeliveryState } from './delivery-status.tsx'

/** One delivery: what it was about, and each try with what was sent and what was answered. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { webhookId = '', deliveryId = '' } = useParams()
  const mayWrite = useMay('webhooks:write')
  const path = { organizationId, webhookId, deliveryId }
  const webhook = useQuery(getWebhookOptions({ path: { organizationId, webhookId } }))
  const delivery = useQuery({
    ...getDeliveryOptions({ path }),
    refetchInterval: ({ state: { data } }) => (data?.status === 'pending' ? 1_000 : false),
  })
  const again = useMutation({
    ...redeliverMutation(),
    onSuccess: async () => {
      await readAgain('getDelivery', 'listDeliveries')
      toast('It is on its way again')
    },
  })
  if (delivery.isPending) return <SkeletonBlock label="Loading the delivery" lines={8} />
  if (delivery.isLoadingError) {
    return <ErrorState error={delivery.error} onRetry={() => void delivery.refetch()} isPage />
  }
  const home = `/organizations/${organizationId}`
  return (
    <>
      <PageHeader
        title={eventName(delivery.data.type)}
        status={<DeliveryState delivery={delivery.data} />}
        parents={[
          { label: 'Webhooks', href: `${home}/webhooks` },
          { label: webhook.data ? webhookName(webhook.data) : 'Webhook', href: `${home}/webhooks/${webhookId}` },
        ]}
        description={<RelativeTime at={delivery.data.createdAt} />}
        actions={
          mayWrite && (
            <Button icon={RotateCcw} isPending={again.isPending} onPress={() => again.mutate({ path })}>
              Deliver again
            </Button>
          )
        }
      />
      <div className="stack">
        {again.error && <InlineProblem error={again.error} />}
        <DeliveryNotice delivery={delivery.data} />
        <Card isFlush>
          <Facts facts={factsOf(delivery.data, organizationId)} />
        </Card>
        {delivery.data.attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </div>
    </>
  )
}

function factsOf(delivery: DeliveryDetail, organizationId: string): FactItem[] {
  const { resource, eventId, sequence, createdAt, deliveredAt, attemptCount } = delivery
  const name = resource.name === null ? aboutInWords(resource) : `${resource.type} ${resource.name}`
  const href = resourcePath(organizationId, resource)
  return [
    {
      label: 'About',
      value: href ? (
        <Link className="link" href={href}>
          {name}
        </Link>
      ) : (
        name
      ),
    },
    {
      label: 'Event',
      value:
        sequence === null ? (
          <code>{eventId}</code>
        ) : (
          <Link className="link" href={`/organizations/${organizationId}/events/${eventId}`}>
            Number {sequence.toLocaleString('en')}
          </Link>
        ),
    },
    { label: 'webhook-id', value: <code>{eventId}</code> },
    { label: 'Since', value: inFull(createdAt) },
    ...(deliveredAt === null ? [] : [{ label: 'Arrived', value: inFull(deliveredAt) }]),
    { label: 'Tries', value: attemptCount },
  ]
}
