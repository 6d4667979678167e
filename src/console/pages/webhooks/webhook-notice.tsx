import type { Problem, Webhook } from '#generated/sdk/types.gen.ts'
import { Button } from '../../components/button.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'

interface WebhookNoticeProps {
  readonly webhook: Webhook
  readonly isPending: boolean
  readonly error: Problem | null
  /** Absent for visitors who may not. */
  readonly onSwitch?: (isEnabled: boolean) => void
}

/** What is wrong with a webhook and what to do about it; nothing while it works. */
export function WebhookNotice({ webhook, isPending, error, onSwitch }: WebhookNoticeProps) {
  const { isEnabled, failingSince } = webhook
  const switchOn = onSwitch && (
    <Button size="small" isPending={isPending} onPress={() => onSwitch(true)}>
      Switch on
    </Button>
  )
  return (
    <>
      {error && <InlineProblem error={error} />}
      {!isEnabled && (
        <Notice
          tone={webhook.disabledReason === 'administrator' ? 'info' : 'danger'}
          title={TITLES[webhook.disabledReason ?? 'administrator']}
          actions={switchOn}
        >
          <p>
            {REMEDIES[webhook.disabledReason ?? 'administrator']} Nothing is sent meanwhile; afterwards, “Send again
            everything since…” brings what was missed.
          </p>
          {webhook.disabledAt !== null && (
            <p className="muted">
              Off since <RelativeTime at={webhook.disabledAt} />.
            </p>
          )}
        </Notice>
      )}
      {isEnabled && failingSince !== null && (
        <Notice tone="warning" title="Deliveries fail at the moment">
          <p>
            Nothing has arrived since <RelativeTime at={failingSince} />. Rollcall goes on trying; what waits is sent as
            soon as one delivery arrives. After five days of failures the webhook is switched off. The failed deliveries
            below say why.
          </p>
        </Notice>
      )}
    </>
  )
}

type Reason = NonNullable<Webhook['disabledReason']>

const TITLES: Readonly<Record<Reason, string>> = {
  administrator: 'This webhook is switched off',
  gone: 'Rollcall switched this webhook off: its URL answered 410 Gone',
  failing: 'Rollcall switched this webhook off: for five days nothing arrived',
}

const REMEDIES: Readonly<Record<Reason, string>> = {
  administrator: 'An administrator switched it off.',
  gone: 'The receiver says that it is no longer there. Change the URL in the settings, then switch it on.',
  failing: 'See in the deliveries why they failed, mend the receiver, then switch it on.',
}
