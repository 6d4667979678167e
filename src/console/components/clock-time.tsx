import { inFull } from './time.ts'

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const
const DAY = { month: 'short', day: 'numeric' } as const

/** A time to the second, as logs have it, with the day if that is not today. */
export function ClockTime({ at }: { readonly at: string }) {
  const then = new Date(at)
  const isToday = then.toDateString() === new Date().toDateString()
  return (
    <time dateTime={at} title={inFull(at)} className="nowrap">
      {then.toLocaleString('en', isToday ? TIME : { ...DAY, ...TIME })}
    </time>
  )
}
