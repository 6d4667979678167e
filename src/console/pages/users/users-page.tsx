import { useInfiniteQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { listOrganizationUsersInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { User } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Status } from '../../components/badge.tsx'
import { LinkButton } from '../../components/button.tsx'
import type { Column } from '../../components/data-table.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { FilterBar } from '../directory/filter-bar.tsx'
import { nextPage } from '../directory/next-page.ts'
import { ResourceList, totalOf } from '../directory/resource-list.tsx'
import { sortParameters, useListQuery } from '../directory/use-list-query.ts'
import { mainEmail, nameOf } from './user-names.ts'

const COLUMNS: readonly Column<User>[] = [
  { id: 'name', header: 'Name', cell: nameOf, isRowHeader: true },
  { id: 'userName', header: 'User name', cell: (user) => user.userName },
  { id: 'email', header: 'Email', cell: (user) => mainEmail(user) ?? <span className="muted">none</span> },
  { id: 'active', header: 'Status', cell: (user) => <ActiveStatus user={user} /> },
  {
    id: 'changed',
    header: 'Changed',
    cell: ({ meta }) => meta?.lastModified && <RelativeTime at={meta.lastModified} />,
  },
]

const EXAMPLES = [
  { finds: 'People who may not sign in', filter: 'active eq false' },
  { finds: 'One address', filter: 'emails.value eq "anna@example.com"' },
  { finds: 'Everybody of a domain', filter: 'userName ew "@example.com"' },
  { finds: 'Everybody with this family name', filter: 'name.familyName eq "Jensen"' },
  {
    finds: 'A department',
    filter: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Sales"',
  },
  { finds: 'Changed since a day', filter: 'meta.lastModified ge "2026-01-31T00:00:00Z"' },
] as const

const SORTS = [
  { id: '-meta.lastModified', label: 'Last changed first' },
  { id: 'userName', label: 'By user name' },
  { id: 'name.familyName', label: 'By family name' },
]

/** The users that the identity provider has provisioned. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const [query, change] = useListQuery()
  const list = useInfiniteQuery({
    ...listOrganizationUsersInfiniteOptions({
      path: { organizationId },
      query: { ...(query.filter && { filter: query.filter }), ...sortParameters(query.sort), limit: 50 },
    }),
    ...nextPage({ organizationId }),
  })
  const home = `/organizations/${organizationId}`
  return (
    <>
      <PageHeader
        title="Users"
        status={<span className="muted total">{totalOf(list, 'user', 'users')}</span>}
        description="People whom the identity provider has provisioned. They are changed there, not here."
      />
      <FilterBar
        noun="users"
        query={query}
        onChange={change}
        searched={['userName', 'displayName', 'emails.value']}
        examples={EXAMPLES}
        sorts={SORTS}
      />
      <ResourceList
        label="Users"
        list={list}
        columns={COLUMNS}
        hrefOf={(user) => `${home}/users/${user.id}`}
        isFiltered={query.filter !== ''}
        onClearFilter={() => change({ filter: '' })}
        empty={{
          icon: Users,
          title: 'No users yet',
          text: 'They appear here as soon as the identity provider assigns people to its application.',
          actions: <LinkButton href={`${home}/provisioning`}>Connect the identity provider</LinkButton>,
        }}
      />
    </>
  )
}

/** Whether the user may sign in to the product. */
export function ActiveStatus({ user }: { readonly user: User }) {
  return user.active === false ? <Status>Inactive</Status> : <Status tone="success">Active</Status>
}
