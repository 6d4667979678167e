import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useParams } from 'react-router'
import { getOrganizationUserOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { User } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { UserAccount } from '../accounts/user-account.tsx'
import { ResourceTabs } from '../directory/resource-tabs.tsx'
import { nameOf } from './user-names.ts'
import { UserRoles } from './user-roles.tsx'
import { ActiveStatus } from './users-page.tsx'
import '../directory/resource-list.css'

/** One user: attributes, groups, roles, account, history, and the resource as it is. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { userId: id = '' } = useParams()
  const user = useQuery(getOrganizationUserOptions({ path: { organizationId, id } }))
  if (user.isPending) return <SkeletonBlock label="Loading the user" lines={8} />
  if (user.isLoadingError) return <ErrorState error={user.error} onRetry={() => void user.refetch()} isPage />
  const home = `/organizations/${organizationId}`
  return (
    <>
      <PageHeader
        title={nameOf(user.data)}
        status={
          <span className="total">
            <ActiveStatus user={user.data} />
          </span>
        }
        parents={[{ label: 'Users', href: `${home}/users` }]}
        description={user.data.userName}
      />
      <ResourceTabs
        kind="User"
        resource={user.data}
        more={[
          {
            id: 'groups',
            label: `Groups (${user.data.groups?.length ?? 0})`,
            content: <UserGroups groups={user.data.groups ?? []} home={home} />,
          },
          { id: 'roles', label: 'Roles', content: <UserRoles userId={id} /> },
          { id: 'account', label: 'Account', content: <UserAccount userId={id} /> },
        ]}
      />
    </>
  )
}

interface UserGroupsProps {
  readonly groups: NonNullable<User['groups']>
  readonly home: string
}

function UserGroups({ groups, home }: UserGroupsProps) {
  if (groups.length === 0) {
    return (
      <Card>
        <EmptyState icon={UsersRound} title="In no group">
          The identity provider has not pushed a group with this user in it.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card isFlush>
      <ul className="link-list">
        {groups.map(({ value, display, type }) => (
          <li key={value}>
            <Link href={`${home}/groups/${value ?? ''}`} className="link">
              {display ?? value}
            </Link>
            {type === 'indirect' && <span className="muted">by another group</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
