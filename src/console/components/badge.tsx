import type { ReactNode } from 'react'
import './badge.css'

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger'

/** A word or two about the state of something. The word says it; the colour only helps. */
export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>
}

/** A state with a dot before it, for rows of a table. */
export function Status({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="status">
      <span className={`status-dot status-dot-${tone}`} aria-hidden />
      {children}
    </span>
  )
}
