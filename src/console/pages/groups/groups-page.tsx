import { useInfiniteQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { listOrganizationGroupsInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Group } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { LinkButton } from '../../components/button.tsx'
import type { Column } from '../../components/data-table.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime, ShortDate } from '../../components/relative-time.tsx'
import { FilterBar } from '../directory/filter-bar.tsx'
import { nextPage } from '../directory/next-page.ts'
import { ResourceList, totalOf } from '../directory/resource-list.tsx'
import { sortParameters, useListQuery } from '../directory/use-list-query.ts'

const COLUMNS: readonly Column<Group>[] = [
  { id: 'name', header: 'Name', cell: (group) => group.displayName, isRowHeader: true },
  {
    id: 'externalId',
    header: 'ID at the identity provider',
    cell: ({ externalId }) => (externalId ? <code>{externalId}</code> : <span className="muted">none</span>),
  },
  { id: 'created', header: 'Provisioned', cell: ({ meta }) => meta?.created && <ShortDate at={meta.created} /> },
  {
    id: 'changed',
    header: 'Changed',
    cell: ({ meta }) => meta?.lastModified && <RelativeTime at={meta.lastModified} />,
  },
]

const EXAMPLES = [
  { finds: 'Names that begin with a word', filter: 'displayName sw "Sales"' },
  { finds: 'One ID at the identity provider', filter: 'externalId eq "00g1a2b3"' },
  { finds: 'Changed since a day', filter: 'meta.lastModified ge "2026-01-31T00:00:00Z"' },
] as const

const SORTS = [
  { id: '-meta.lastModified', label: 'Last changed first' },
  { id: 'displayName', label: 'By name' },
]

/** The groups that the identity provider has pushed. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const [query, change] = useListQuery()
  const list = useInfiniteQuery({
    ...listOrganizationGroupsInfiniteOptions({
      path: { organizationId },
      query: { ...(query.filter && { filter: query.filter }), ...sortParameters(query.sort), limit: 50 },
    }),
    ...nextPage({ organizationId }),
  })
  const home = `/organizations/${organizationId}`
  return (
    <>
      <PageHeader
        title="Groups"
        status={<span className="muted total">{totalOf(list, 'group', 'groups')}</span>}
        description="Groups that the identity provider has pushed. They are changed there, not here."
      />
      <FilterBar
        noun="groups"
        query={query}
        onChange={change}
        searched={['displayName']}
        examples={EXAMPLES}
        sorts={SORTS}
      />
      <ResourceList
        label="Groups"
        list={list}
        columns={COLUMNS}
        hrefOf={(group) => `${home}/groups/${group.id}`}
        isFiltered={query.filter !== ''}
        onClearFilter={() => change({ filter: '' })}
        empty={{
          icon: UsersRound,
          title: 'No groups yet',
          text: 'They appear here when the identity provider pushes groups; in Okta under Push Groups.',
          actions: <LinkButton href={`${home}/provisioning`}>Connect the identity provider</LinkButton>,
        }}
      />
    </>
  )
}
