import { useId, type ReactNode } from 'react'
import './card.css'

interface CardProps {
  readonly title?: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  /** Whether its content touches the edges, as a table does. */
  readonly isFlush?: boolean
  readonly children: ReactNode
}

/** A part of a page. */
export function Card({ title, description, actions, isFlush = false, children }: CardProps) {
  const heading = useId()
  return (
    <section className="card" aria-labelledby={title ? heading : undefined}>
      {title && (
        <header className="card-header">
          <div className="card-heading">
            <h2 id={heading}>{title}</h2>
            {description && <p className="card-description">{description}</p>}
          </div>
          {actions && <div className="row">{actions}</div>}
        </header>
      )}
      <div className={isFlush ? 'card-flush' : 'card-body'}>{children}</div>
    </section>
  )
}
