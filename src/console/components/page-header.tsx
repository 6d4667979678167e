import { ChevronRight } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import './page-header.css'

interface PageHeaderProps {
  readonly title: string
  readonly description?: ReactNode
  /** The way back to what this page is a part of. */
  readonly parents?: readonly { readonly label: string; readonly href: string }[]
  readonly actions?: ReactNode
  /** What stands beside the title, such as a badge. */
  readonly status?: ReactNode
}

/** The head of a page. Its title is the title of the tab too. */
export function PageHeader({ title, description, parents = [], actions, status }: PageHeaderProps) {
  useTitle(title)
  return (
    <header className="page-header">
      {parents.length > 0 && (
        <nav aria-label="Breadcrumbs" className="breadcrumbs">
          {parents.map(({ label, href }) => (
            <span key={href} className="breadcrumb">
              <Link href={href} className="link">
                {label}
              </Link>
              <ChevronRight size={14} aria-hidden />
            </span>
          ))}
        </nav>
      )}
      <div className="page-header-line">
        <h1 className="page-title">
          <span className="anywhere">{title}</span>
          {status}
        </h1>
        {actions && <div className="row">{actions}</div>}
      </div>
      {description && <p className="page-description">{description}</p>}
    </header>
  )
}

/** Names the tab of the browser. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
}
