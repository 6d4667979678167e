import { Building2 } from 'lucide-react'
import { NavLink, useParams } from 'react-router'
import { Brand } from './brand.tsx'
import { NAVIGATION } from './navigation.ts'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { useSession } from './session.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { Visitor } from './visitor.tsx'
import './sidebar.css'

/** Where one is, where one can go, and who one is. */
export function Sidebar() {
  const { organization } = useSession()
  const { organizationId } = useParams()
  return (
    <div className="sidebar">
      <Brand />
      <OrganizationSwitcher organizationId={organizationId} />
      <nav aria-label="Main" className="sidebar-nav">
        {!organization && (
          <NavLink to="/organizations" end className="sidebar-link">
            <Building2 size={18} aria-hidden />
            Organizations
          </NavLink>
        )}
        {organizationId &&
          NAVIGATION.map(({ path, label, icon: Icon }) => (
            <NavLink key={path} to={`/organizations/${organizationId}/${path}`} className="sidebar-link">
              <Icon size={18} aria-hidden />
              {label}
            </NavLink>
          ))}
      </nav>
      <footer className="sidebar-footer">
        <ThemeToggle />
        <Visitor />
      </footer>
    </div>
  )
}
