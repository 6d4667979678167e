import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { useParams } from 'react-router'
import {
  getOrganizationGroupOptions,
  listGroupMembersInfiniteOptions,
} from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { GroupMemberPage } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { nextPage } from '../directory/next-page.ts'
import { ResourceTabs } from '../directory/resource-tabs.tsx'

type Member = GroupMemberPage['items'][number]

const COLUMNS: readonly Column<Member>[] = [
  { id: 'name', header: 'Name', cell: (member) => member.display, isRowHeader: true },
  { id: 'type', header: 'Kind', cell: (member) => member.type },
]

/** One group: members, attributes, history, and the resource as it is. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const { groupId: id = '' } = useParams()
  const group = useQuery(getOrganizationGroupOptions({ path: { organizationId, id } }))
  if (group.isPending) return <SkeletonBlock label="Loading the group" lines={8} />
  if (group.isLoadingError) return <ErrorState error={group.error} onRetry={() => void group.refetch()} isPage />
  const home = `/organizations/${organizationId}`
  return (
    <>
      <PageHeader
        title={group.data.displayName ?? group.data.id}
        parents={[{ label: 'Groups', href: `${home}/groups` }]}
        description="Group"
      />
      <ResourceTabs
        kind="Group"
        resource={group.data}
        more={[{ id: 'members', label: 'Members', content: <Members groupId={id} home={home} /> }]}
      />
    </>
  )
}

function Members({ groupId, home }: { readonly groupId: string; readonly home: string }) {
  const { id: organizationId } = useOrganization()
  const members = useInfiniteQuery({
    ...listGroupMembersInfiniteOptions({ path: { organizationId, id: groupId }, query: { limit: 50 } }),
    ...nextPage({ organizationId, id: groupId }),
  })
  if (members.isLoadingError) return <ErrorState error={members.error} onRetry={() => void members.refetch()} />
  const rows = members.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card isFlush>
      {members.isPending && <TableSkeleton columns={COLUMNS} />}
      {members.data && rows.length === 0 && (
        <EmptyState icon={UserRoundX} title="Nobody is in this group">
          Members appear as soon as the identity provider pushes them.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <DataTable
            label="Members"
            columns={COLUMNS}
            rows={rows}
            keyOf={(member) => member.id}
            hrefOf={({ id, type }) => `${home}/${type === 'User' ? 'users' : 'groups'}/${id}`}
          />
          <LoadMore {...members} />
        </>
      )}
    </Card>
  )
}
