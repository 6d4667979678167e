import { createBrowserRouter, Navigate, Outlet, useHref, useNavigate, type NavigateOptions } from 'react-router'
import { RouterProvider as AriaRouter } from 'react-aria-components'
import { Splash } from '../components/splash.tsx'
import { FreshSignInDialog } from './fresh-sign-in-dialog.tsx'
import { NotFound } from './not-found.tsx'
import { OrganizationScope } from './organization.tsx'
import { RouteError } from './route-error.tsx'
import { RequireSession, useSession } from './session.tsx'
import { Shell } from './shell.tsx'

declare module 'react-aria-components' {
  interface RouterConfig {
    routerOptions: NavigateOptions
  }
}

/** Every address of the console. A page is a module of its own, loaded when it is first wanted; it exports `Component`. */
export const router = createBrowserRouter(
  [
    {
      Component: Root,
      ErrorBoundary: RouteError,
      HydrateFallback: Splash,
      children: [
        { path: 'sign-in', lazy: () => import('../pages/sign-in/sign-in-page.tsx') },
        {
          Component: SignedIn,
          children: [
            {
              ErrorBoundary: RouteError,
              children: [
                { index: true, Component: Home },
                { path: 'organizations', lazy: () => import('../pages/organizations/organizations-page.tsx') },
                {
                  path: 'organizations/:organizationId',
                  Component: OrganizationScope,
                  children: [
                    { index: true, element: <Navigate to="provisioning" replace /> },
                    { path: 'provisioning', lazy: () => import('../pages/provisioning/provisioning-page.tsx') },
                    { path: 'users', lazy: () => import('../pages/users/users-page.tsx') },
                    { path: 'users/:userId', lazy: () => import('../pages/users/user-page.tsx') },
                    { path: 'groups', lazy: () => import('../pages/groups/groups-page.tsx') },
                    { path: 'groups/:groupId', lazy: () => import('../pages/groups/group-page.tsx') },
                    { path: 'activity', lazy: () => import('../pages/activity/activity-page.tsx') },
                    { path: 'activity/:activityId', lazy: () => import('../pages/activity/entry-page.tsx') },
                    { path: 'events', lazy: () => import('../pages/events/events-page.tsx') },
                    { path: 'events/:eventId', lazy: () => import('../pages/events/event-page.tsx') },
                    { path: 'webhooks', lazy: () => import('../pages/webhooks/webhooks-page.tsx') },
                    { path: 'webhooks/:webhookId', lazy: () => import('../pages/webhooks/webhook-page.tsx') },
                    {
                      path: 'webhooks/:webhookId/deliveries/:deliveryId',
                      lazy: () => import('../pages/webhooks/deliveries/delivery-page.tsx'),
                    },
                    { path: 'roles', lazy: () => import('../pages/roles/roles-page.tsx') },
                    {
                      path: 'sign-in',
                      lazy: () => import('../pages/sign-in-connection/sign-in-connection-page.tsx'),
                    },
                    { path: 'settings', lazy: () => import('../pages/settings/settings-page.tsx') },
                    { path: 'admin-keys', lazy: () => import('../pages/admin-keys/admin-keys-page.tsx') },
                  ],
                },
                { path: '*', Component: NotFound },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)

/** Makes the links of react-aria go by the router. */
function Root() {
  const navigate = useNavigate()
  return (
    <AriaRouter navigate={(path, options) => void navigate(path, options)} useHref={useHref}>
      <Outlet />
    </AriaRouter>
  )
}

function SignedIn() {
  return (
    <RequireSession>
      <Shell />
      <FreshSignInDialog />
    </RequireSession>
  )
}

/** An admin key opens one organization, so there is nothing to choose. */
function Home() {
  const { organization } = useSession()
  return <Navigate to={organization ? `/organizations/${organization.id}/provisioning` : '/organizations'} replace />
}
