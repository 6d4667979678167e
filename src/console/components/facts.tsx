import type { ReactNode } from 'react'
import './facts.css'

/** A fact about a thing: what it is, and what it says. */
export interface FactItem {
  readonly label: string
  readonly value: ReactNode
}

/** What is known about one thing, a line for each; for a flush `Card`. */
export function Facts({ facts }: { readonly facts: readonly FactItem[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
