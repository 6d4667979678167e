import { History, Power, PowerOff, RotateCw, Send, Trash2 } from 'lucide-react'
import type { Webhook } from '#generated/sdk/types.gen.ts'
import { Button } from '../../components/button.tsx'
import { ActionMenu, type MenuAction } from '../../components/menu.tsx'
import { webhookName } from './webhook-words.ts'

/** What opens a dialog. */
export type WebhookAct = 'test' | 'rotate' | 'redeliver' | 'delete'

interface WebhookActionsProps {
  readonly webhook: Webhook
  readonly onAct: (act: WebhookAct) => void
  readonly onSwitch: (isEnabled: boolean) => void
}

/** What can be done with a webhook. */
export function WebhookActions({ webhook, onAct, onSwitch }: WebhookActionsProps) {
  const { isEnabled, format } = webhook
  const actions: readonly (MenuAction | false)[] = [
    { id: 'redeliver', label: 'Send again everything since…', icon: History, onAction: () => onAct('redeliver') },
    format === 'standard' && {
      id: 'rotate',
      label: 'Rotate secret',
      icon: RotateCw,
      onAction: () => onAct('rotate'),
    },
    isEnabled
      ? { id: 'off', label: 'Switch off', icon: PowerOff, onAction: () => onSwitch(false) }
      : { id: 'on', label: 'Switch on', icon: Power, onAction: () => onSwitch(true) },
    { id: 'delete', label: 'Delete', icon: Trash2, tone: 'danger', onAction: () => onAct('delete') },
  ]
  return (
    <>
      <Button icon={Send} isDisabled={!isEnabled} onPress={() => onAct('test')}>
        Send test event
      </Button>
      <ActionMenu
        label={`Actions for ${webhookName(webhook)}`}
        actions={actions.filter((action) => action !== false)}
      />
    </>
  )
}
