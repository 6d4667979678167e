import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-aria-components'
import { useParams } from 'react-router'
import { getActivityOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { ActivityDetail, ActivityMessage } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Card } from '../../components/card.tsx'
import { CodeBlock } from '../../components/code.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Facts, type FactItem } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { inFull } from '../../components/time.ts'
import { ChangesCard } from './changes-card.tsx'
import { Outcome } from './outcome.tsx'
import { actorOf, durationInWords, resourcePath } from './words.ts'

/** One entry: what was asked, what changed, what was answered, and why it failed if it did. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { activityId = '' } = useParams()
  const entry = useQuery(getActivityOptions({ path: { organizationId, activityId } }))
  if (entry.isPending) return <SkeletonBlock label="Loading the entry" lines={8} />
  if (entry.isLoadingError) return <ErrorState error={entry.error} onRetry={() => void entry.refetch()} isPage />
  const { explanation, changes, request, response } = entry.data
  return (
    <>
      <PageHeader
        title={entry.data.summary}
        status={<Outcome {...entry.data} />}
        parents={[{ label: 'Activity', href: `/organizations/${organizationId}/activity` }]}
        description={<RelativeTime at={entry.data.at} />}
      />
      <div className="stack">
        {explanation && (
          <section aria-label="Why did this fail?">
            <Notice tone="danger" title="Why did this fail?">
              <p>{explanation.why}</p>
              <p>
                <strong>What to do:</strong> {explanation.whatToDo}
              </p>
            </Notice>
          </section>
        )}
        <Card isFlush>
          <Facts facts={factsOf(entry.data, organizationId)} />
        </Card>
        <ChangesCard changes={changes} />
        <Message title="Request" message={request} nothing="The request had no body." />
        <Message title="Answer" message={response} nothing="The answer had no body." />
      </div>
    </>
  )
}

function factsOf(entry: ActivityDetail, organizationId: string): FactItem[] {
  const { resource, method, path, actor, client, code, detail, operation, requestId, durationMs } = entry
  const href = resourcePath(organizationId, resource)
  const name = resource && [resource.type, resource.name ?? resource.id].filter(Boolean).join(' ')
  const facts: readonly (FactItem | false)[] = [
    { label: 'When', value: inFull(entry.at) },
    {
      label: 'By',
      value: (
        <>
          {actorOf(actor)}
          {actor.id && (
            <>
              {' · '}
              <Link className="link" href={`/organizations/${organizationId}/activity?actorId=${actor.id}`}>
                everything it did
              </Link>
            </>
          )}
        </>
      ),
    },
    client !== null && { label: 'Client', value: client },
    resource !== null && {
      label: 'Resource',
      value: href ? (
        <Link className="link" href={href}>
          {name}
        </Link>
      ) : (
        name
      ),
    },
    path !== null && {
      label: 'Request',
      value: (
        <code>
          {method} {path}
        </code>
      ),
    },
    operation !== null && { label: 'Operation', value: <code>{operation}</code> },
    detail !== null && { label: 'Answered', value: detail },
    code !== null && { label: 'Kind of failure', value: <code>{code}</code> },
    durationMs !== null && { label: 'Took', value: durationInWords(durationMs) },
    requestId !== null && { label: 'Request ID', value: <code>{requestId}</code> },
  ]
  return facts.filter((it) => it !== false)
}

interface MessageProps {
  readonly title: string
  readonly message: ActivityMessage
  readonly nothing: string
}

function Message({ title, message, nothing }: MessageProps) {
  if (message === null) {
    return (
      <Card title={title}>
        <p className="muted">{nothing}</p>
      </Card>
    )
  }
  const { mediaType, body, isTruncated } = message
  return (
    <Card title={title} description={[mediaType, 'Secrets are masked.'].filter(Boolean).join(' · ')}>
      <CodeBlock label={title}>{body}</CodeBlock>
      {isTruncated && <p className="muted">It was longer; only the beginning is kept.</p>}
    </Card>
  )
}
