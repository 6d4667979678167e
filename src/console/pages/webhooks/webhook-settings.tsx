import { Card } from '../../components/card.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Facts, type FactItem } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { RelativeTime, ShortDate } from '../../components/relative-time.tsx'
import type { Webhook } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { filterInWords } from '../events/event-types.ts'
import { WebhookSettingsForm } from './webhook-settings-form.tsx'
import { DELIVERIES, FORMATS, labelOf, PAYLOADS } from './webhook-words.ts'

interface WebhookSettingsProps {
  readonly webhook: Webhook
  readonly mayWrite: boolean
}

/** What a webhook sends, where, and in which form. */
export function WebhookSettings({ webhook, mayWrite }: WebhookSettingsProps) {
  const { id: organizationId } = useOrganization()
  return (
    <div className="stack">
      {!mayWrite && <Notice>You see the settings; only an owner of the organization may change them.</Notice>}
      <Card title="Form" description="Chosen when it was created; another form is another webhook." isFlush>
        <Facts facts={[...formFacts(webhook), ...(mayWrite ? [] : readOnlyFacts(webhook))]} />
      </Card>
      {webhook.delivery === 'poll' && (
        <Card title="For the receiver" description="It fetches and acknowledges tokens here, with an admin key.">
          <CopyField
            label="Polling URL"
            value={`${location.origin}/api/v1/organizations/${organizationId}/webhooks/${webhook.id}/poll`}
          />
        </Card>
      )}
      {mayWrite && (
        <Card title="Settings">
          {/* Another version is another beginning, so that nobody saves over what somebody else has written. */}
          <WebhookSettingsForm key={webhook.id} webhook={webhook} />
        </Card>
      )}
    </div>
  )
}

function formFacts({ format, delivery, createdAt, previousSecretExpiresAt }: Webhook): FactItem[] {
  return [
    { label: 'Format', value: labelOf(FORMATS, format) },
    ...(format === 'set' ? [{ label: 'Delivery', value: labelOf(DELIVERIES, delivery) }] : []),
    { label: 'Created', value: <ShortDate at={createdAt} /> },
    ...(previousSecretExpiresAt !== null && Date.parse(previousSecretExpiresAt) > Date.now()
      ? [
          {
            label: 'Old secret',
            value: (
              <>
                signs too; it ends <RelativeTime at={previousSecretExpiresAt} />
              </>
            ),
          },
        ]
      : []),
  ]
}

function readOnlyFacts({ url, description, events, payload, audience }: Webhook): FactItem[] {
  return [
    ...(url === null ? [] : [{ label: 'URL', value: <span className="mono">{url}</span> }]),
    { label: 'Description', value: description || 'none' },
    { label: 'Events', value: filterInWords(events) },
    { label: 'Content', value: labelOf(PAYLOADS, payload) },
    ...(audience === null ? [] : [{ label: 'Audience', value: <span className="mono">{audience}</span> }]),
  ]
}
