import { useSyncExternalStore } from 'react'
import { inFull, inShort, inWords } from './time.ts'

/** A time as "3 minutes ago" or "in 12 days", which goes on by itself; the whole of it on pointing. */
export function RelativeTime({ at }: { readonly at: string }) {
  const now = useSyncExternalStore(everyTenSeconds, currentTenSeconds)
  return (
    <time dateTime={at} title={inFull(at)} className="nowrap">
      {inWords(at, Math.max(now, Math.min(Date.parse(at), Date.now())))}
    </time>
  )
}

/** A date, for what is far away. */
export function ShortDate({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={inFull(at)} className="nowrap">
      {inShort(at)}
    </time>
  )
}

function everyTenSeconds(listener: () => void): () => void {
  const timer = setInterval(listener, 10_000)
  return () => clearInterval(timer)
}

function currentTenSeconds(): number {
  return Math.floor(Date.now() / 10_000) * 10_000
}
