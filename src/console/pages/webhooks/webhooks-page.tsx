import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { listWebhooksInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Webhook } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useMay } from '../../app/session.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { nextPage } from '../directory/next-page.ts'
import { filterInWords } from '../events/event-types.ts'
import { CreateWebhookDialog } from './create-webhook-dialog.tsx'
import { WebhookState } from './webhook-state.tsx'
import { FORMATS, labelOf, webhookName } from './webhook-words.ts'
import './webhooks.css'

const COLUMNS: readonly Column<Webhook>[] = [
  { id: 'name', header: 'Webhook', isRowHeader: true, cell: (webhook) => <WebhookName webhook={webhook} /> },
  { id: 'state', header: 'State', cell: (webhook) => <WebhookState webhook={webhook} /> },
  { id: 'events', header: 'Events', cell: ({ events }) => filterInWords(events) },
  { id: 'format', header: 'Format', cell: ({ format }) => labelOf(FORMATS, format) },
  {
    id: 'last',
    header: 'Last delivered',
    cell: ({ lastDeliveredAt }) =>
      lastDeliveredAt === null ? <span className="muted">Never</span> : <RelativeTime at={lastDeliveredAt} />,
  },
]

/** Where the product hears of changes, and whether that works. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const mayWrite = useMay('webhooks:write')
  const [isCreating, setCreating] = useState(false)
  const webhooks = useInfiniteQuery({
    ...listWebhooksInfiniteOptions({ path: { organizationId } }),
    ...nextPage({ organizationId }),
    refetchInterval: 10_000,
  })
  const rows = webhooks.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = webhooks.data && rows.length === 0
  const create = mayWrite && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      Create webhook
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Your product is told of every change as it happens: signed, in order for each user and group, and again until it has arrived."
        actions={!isEmpty && create}
      />
      <Card isFlush>
        {webhooks.isPending && <TableSkeleton columns={COLUMNS} rows={3} />}
        {webhooks.isLoadingError && <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
        {isEmpty && (
          <EmptyState icon={WebhookIcon} title="No webhooks yet" actions={create}>
            {mayWrite
              ? 'Create one with a URL of your product. Whatever happens to users and groups from then on is sent there.'
              : 'An owner of the organization can create one.'}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <DataTable
            label="Webhooks"
            columns={COLUMNS}
            rows={rows}
            keyOf={({ id }) => id}
            hrefOf={({ id }) => `/organizations/${organizationId}/webhooks/${id}`}
          />
        )}
        <LoadMore {...webhooks} />
      </Card>
      <CreateWebhookDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </>
  )
}

function WebhookName({ webhook }: { readonly webhook: Webhook }) {
  const name = webhookName(webhook)
  return (
    <span className="webhook-name">
      <span>{name}</span>
      {webhook.url !== null && webhook.url !== name && <span className="webhook-url mono">{webhook.url}</span>}
    </span>
  )
}
