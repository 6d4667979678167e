import type { RecordedChange } from '../changes/to-activity.ts'
import { MASK, maskJson, namesSecret, type SecretNames } from './mask.ts'

/** What an entry keeps of what was changed: so many changes, and so many bytes of JSON of each value. */
const MOST = { changes: 200, bytes: 2_048 }

/** Changes as an entry keeps them: secrets masked, long values cut, and instead of the rest how much it was. */
export function keepChanges(changes: readonly RecordedChange[], secrets: SecretNames): RecordedChange[] {
  const kept = changes.slice(0, changes.length > MOST.changes ? MOST.changes - 1 : MOST.changes)
  const last = changes[kept.length]
  const rest = last && { resource: last.resource, path: '…', after: `and ${changes.length - kept.length} more changes` }
  return [...kept.map((it) => keep(it, secrets)), ...(rest ? [rest] : [])]
}

function keep({ resource, path, ...values }: RecordedChange, secrets: SecretNames): RecordedChange {
  const isSecret = namesSecret(path, secrets)
  const kept = Object.entries(values).map(([side, value]) => [side, isSecret ? MASK : keepValue(value, secrets)])
  return { resource, path, ...(Object.fromEntries(kept) as typeof values) }
}

function keepValue(value: unknown, secrets: SecretNames): unknown {
  const text = JSON.stringify(value)
  const masked = maskJson(text, secrets)?.text ?? JSON.stringify(MASK)
  if (Buffer.byteLength(masked) > MOST.bytes) return cut(typeof value === 'string' ? value : masked)
  return masked === text ? value : (JSON.parse(masked) as unknown)
}

/** The beginning of a text, with how long it was. */
function cut(text: string): string {
  for (let length = MOST.bytes; ; length = Math.floor(length * 0.8)) {
    const shown = `${text.slice(0, length)}… (cut: ${text.length} characters)`
    if (Buffer.byteLength(JSON.stringify(shown)) <= MOST.bytes) return shown
  }
}
