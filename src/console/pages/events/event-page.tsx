import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-aria-components'
import { useParams } from 'react-router'
import { getEventOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Event } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { JsonView } from '../../components/code.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Facts, type FactItem } from '../../components/facts.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { inFull } from '../../components/time.ts'
import { resourcePath } from '../activity/words.ts'
import { eventName } from './event-types.ts'
import { aboutInWords, changeInWords } from './words.ts'

/** One event: what changed on what, and the event as a receiver gets it. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { eventId = '' } = useParams()
  const event = useQuery(getEventOptions({ path: { organizationId, eventId } }))
  if (event.isPending) return <SkeletonBlock label="Loading the event" lines={8} />
  if (event.isLoadingError) return <ErrorState error={event.error} onRetry={() => void event.refetch()} isPage />
  return (
    <>
      <PageHeader
        title={eventName(event.data.type)}
        status={<Badge>No. {event.data.sequence?.toLocaleString('en')}</Badge>}
        parents={[{ label: 'Events', href: `/organizations/${organizationId}/events` }]}
        description={<RelativeTime at={event.data.at} />}
      />
      <div className="stack">
        <Card isFlush>
          <Facts facts={factsOf(event.data, organizationId)} />
        </Card>
        <Card title="As it is sent" description="By the feed, and by webhooks that hold the data.">
          <JsonView label="Event as JSON" value={event.data} />
        </Card>
      </div>
    </>
  )
}

function factsOf(event: Event, organizationId: string): FactItem[] {
  const { type, at, resource, requestId, id } = event
  const name = resource.name === null ? aboutInWords(resource) : `${resource.type} ${resource.name}`
  const href = type.endsWith('.deleted') ? undefined : resourcePath(organizationId, resource)
  const change = changeInWords(event)
  return [
    { label: 'When', value: inFull(at) },
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
    ...(change === '' ? [] : [{ label: 'What changed', value: change }]),
    ...(resource.version === null ? [] : [{ label: 'Version', value: resource.version }]),
    { label: 'Type', value: <code>{type}</code> },
    { label: 'Event ID', value: <code>{id}</code> },
    ...(requestId === null ? [] : [{ label: 'Request ID', value: <code>{requestId}</code> }]),
  ]
}
