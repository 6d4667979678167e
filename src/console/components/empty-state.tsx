import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './state.css'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  /** What would be here, and how it comes to be. */
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** Whether it stands for the whole page, and not for a part of one. */
  readonly isPage?: boolean
}

/** Stands where there is nothing yet. */
export function EmptyState({ icon: Icon, title, children, actions, isPage = false }: EmptyStateProps) {
  return (
    <div className={isPage ? 'state state-page' : 'state'}>
      <Icon size={28} aria-hidden className="state-icon" />
      {isPage ? <h1 className="state-title">{title}</h1> : <p className="state-title">{title}</p>}
      <div className="state-text">{children}</div>
      {actions && <div className="row">{actions}</div>}
    </div>
  )
}
