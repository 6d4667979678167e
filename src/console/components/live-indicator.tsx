import { Status, type Tone } from './badge.tsx'
import './live-indicator.css'

const STATES = {
  live: ['success', 'Live'],
  paused: ['neutral', 'Paused'],
  interrupted: ['warning', 'Interrupted, trying again'],
} as const satisfies Record<string, readonly [Tone, string]>

/** Whether new entries come in by themselves. */
export function LiveIndicator({ state }: { readonly state: keyof typeof STATES }) {
  const [tone, words] = STATES[state]
  return (
    <span className="live-indicator">
      <Status tone={tone}>{words}</Status>
    </span>
  )
}
