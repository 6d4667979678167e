import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './notice.css'

type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const ICONS: Readonly<Record<NoticeTone, LucideIcon>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
}

interface NoticeProps {
  readonly tone?: NoticeTone
  readonly title?: string
  readonly children?: ReactNode
  /** Buttons and links about it. */
  readonly actions?: ReactNode
}

/** Something to know about what is next to it. One that appears after a press is put into an element with `role="alert"`. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div className={`notice notice-${tone}`}>
      <Icon size={18} aria-hidden className="notice-icon" />
      <div className="notice-text">
        {title && <p className="notice-title">{title}</p>}
        {children && <div className="anywhere">{children}</div>}
        {actions && <div className="row notice-actions">{actions}</div>}
      </div>
    </div>
  )
}
