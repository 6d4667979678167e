import {
  Activity,
  Cable,
  KeyRound,
  LogIn,
  Radio,
  Settings,
  ShieldCheck,
  Users,
  UsersRound,
  Webhook,
  type LucideIcon,
} from 'lucide-react'

interface NavigationItem {
  /** Under the address of the organization. */
  readonly path: string
  readonly label: string
  readonly icon: LucideIcon
}

/** The pages about one organization. */
export const NAVIGATION: readonly NavigationItem[] = [
  { path: 'provisioning', label: 'Provisioning', icon: Cable },
  { path: 'users', label: 'Users', icon: Users },
  { path: 'groups', label: 'Groups', icon: UsersRound },
  { path: 'roles', label: 'Roles', icon: ShieldCheck },
  { path: 'activity', label: 'Activity', icon: Activity },
  { path: 'events', label: 'Events', icon: Radio },
  { path: 'webhooks', label: 'Webhooks', icon: Webhook },
  { path: 'admin-keys', label: 'Admin keys', icon: KeyRound },
  { path: 'sign-in', label: 'Sign-in', icon: LogIn },
  { path: 'settings', label: 'Settings', icon: Settings },
]
