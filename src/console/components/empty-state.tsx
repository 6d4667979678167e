import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './state.css'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  /** What would be here, and how it comes to be. */
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** Stands where there is nothing yet. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="state">
      <Icon size={28} aria-hidden className="state-icon" />
      <p className="state-title">{title}</p>
      <div className="state-text">{children}</div>
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}
