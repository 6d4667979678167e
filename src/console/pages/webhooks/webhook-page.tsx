import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { getWebhookOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useMay } from '../../app/session.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { DeliveryList } from './deliveries/delivery-list.tsx'
import { RedeliverDialog } from './redeliver-dialog.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { TestEventDialog } from './test-event-dialog.tsx'
import { useWebhookSwitch } from './use-webhook-switch.ts'
import { WebhookActions, type WebhookAct } from './webhook-actions.tsx'
import { WebhookNotice } from './webhook-notice.tsx'
import { WebhookSettings } from './webhook-settings.tsx'
import { WebhookState } from './webhook-state.tsx'
import { webhookName } from './webhook-words.ts'
import './webhooks.css'

/** One webhook: whether it works, what was delivered, its settings, and what can be done with it. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { webhookId = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const mayWrite = useMay('webhooks:write')
  const [act, setAct] = useState<WebhookAct>()
  const webhook = useQuery({
    ...getWebhookOptions({ path: { organizationId, webhookId } }),
    refetchInterval: 5_000,
  })
  const { change, isPending, error } = useWebhookSwitch()
  if (webhook.isPending) return <SkeletonBlock label="Loading the webhook" lines={8} />
  if (webhook.isLoadingError) return <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} isPage />
  const it = webhook.data
  const name = webhookName(it)
  const dialog = (kind: WebhookAct) => ({ webhook: it, isOpen: act === kind, onClose: () => setAct(undefined) })
  const switchTo = (isEnabled: boolean): void => change(it, isEnabled)
  return (
    <>
      <PageHeader
        title={name}
        status={
          <span className="webhook-state">
            <WebhookState webhook={it} />
          </span>
        }
        parents={[{ label: 'Webhooks', href: `/organizations/${organizationId}/webhooks` }]}
        description={it.url !== name && it.url !== null && <span className="mono">{it.url}</span>}
        actions={mayWrite && <WebhookActions webhook={it} onAct={setAct} onSwitch={switchTo} />}
      />
      <div className="stack">
        <WebhookNotice webhook={it} error={error} isPending={isPending} {...(mayWrite && { onSwitch: switchTo })} />
        <Tabs
          label="Views of this webhook"
          selected={params.get('view') ?? 'deliveries'}
          onSelect={(view) => setParams(view === 'deliveries' ? {} : { view }, { replace: true })}
          tabs={[
            { id: 'deliveries', label: 'Deliveries', content: <DeliveryList webhook={it} /> },
            { id: 'settings', label: 'Settings', content: <WebhookSettings webhook={it} mayWrite={mayWrite} /> },
          ]}
        />
      </div>
      <TestEventDialog {...dialog('test')} />
      <RotateSecretDialog {...dialog('rotate')} />
      <RedeliverDialog {...dialog('redeliver')} />
      <DeleteWebhookDialog {...dialog('delete')} />
    </>
  )
}
