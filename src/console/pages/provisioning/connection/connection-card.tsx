import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { getConnectionOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Connection, ScimToken } from '#generated/sdk/types.gen.ts'
import { useMay } from '../../../app/session.tsx'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Select } from '../../../components/select.tsx'
import { SkeletonBlock } from '../../../components/skeleton.tsx'
import { ConnectionProgress } from './connection-progress.tsx'

interface ConnectionCardProps {
  readonly organizationId: string
  /** Newest first. */
  readonly tokens: readonly ScimToken[]
}

const ANY_TOKEN = 'any'

/** Watches for the test of the identity provider, live. */
export function ConnectionCard({ organizationId, tokens }: ConnectionCardProps) {
  const mayRead = useMay('activity:read')
  const [chosen, setChosen] = useState<string>()
  const [since, setSince] = useState<string>()
  const tokenId = isThere(chosen, tokens) ? chosen : (tokens.find(mayWrite)?.id ?? ANY_TOKEN)
  const connection = useQuery({
    ...getConnectionOptions({
      path: { organizationId },
      query: { ...(tokenId !== ANY_TOKEN && { tokenId }), ...(since !== undefined && { since }) },
    }),
    // While the page is seen: somebody sits before the test button of the other side and waits.
    refetchInterval: ({ state }) => (state.error || isDone(state.data) ? 5_000 : 1_000),
    placeholderData: keepPreviousData,
    enabled: mayRead,
  })

  return (
    <Card
      title="Connection check"
      description="Press the test button of the identity provider and watch here how far it comes."
      actions={
        connection.data &&
        connection.data.state !== 'waiting' && (
          <Button icon={RotateCcw} onPress={() => setSince(after(connection.data.lastRequestAt))}>
            Watch a new test
          </Button>
        )
      }
    >
      <div className="stack">
        <div className="connection-token">
          <Select
            label="Token"
            options={[
              ...tokens.map(({ id, description, prefix }) => ({ id, label: description, description: `${prefix}…` })),
              { id: ANY_TOKEN, label: 'Any token' },
            ]}
            value={tokenId}
            onChange={(id) => {
              setChosen(id)
              setSince(undefined)
            }}
          />
        </div>
        {connection.isPending && <SkeletonBlock label="Loading the state of the connection" lines={4} />}
        {connection.isError && <ErrorState error={connection.error} onRetry={() => void connection.refetch()} />}
        {connection.data && <ConnectionProgress organizationId={organizationId} connection={connection.data} />}
      </div>
    </Card>
  )
}

/** What was chosen may have been revoked since. */
function isThere(chosen: string | undefined, tokens: readonly ScimToken[]): chosen is string {
  return chosen === ANY_TOKEN || tokens.some(({ id }) => id === chosen)
}

/** Identity providers write; what only reads is another program. */
function mayWrite({ scopes }: ScimToken): boolean {
  return scopes.includes('write')
}

/** By the clock of the server, because that of the browser may be wrong. */
function after(lastRequestAt: string | null): string {
  return new Date(lastRequestAt === null ? Date.now() : Date.parse(lastRequestAt) + 1).toISOString()
}

function isDone(connection: Connection | undefined): boolean {
  return connection?.state === 'connected' && connection.steps.every(({ passedAt }) => passedAt !== null)
}
