import { useInfiniteQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { listRoleAssignmentsInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { ProductRole, RoleAssignmentList } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Status } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Select } from '../../components/select.tsx'
import { nextPage } from '../directory/next-page.ts'
import { RoleNames } from './role-chips.tsx'
import '../../components/list-controls.css'

type Assignment = RoleAssignmentList['items'][number]

const ANY = ' any'

const COLUMNS: readonly Column<Assignment>[] = [
  { id: 'name', header: 'Name', cell: ({ user }) => user.displayName || user.userName, isRowHeader: true },
  { id: 'userName', header: 'User name', cell: ({ user }) => user.userName },
  {
    id: 'active',
    header: 'Status',
    cell: ({ user }) => (user.active ? <Status tone="success">Active</Status> : <Status>Inactive</Status>),
  },
  {
    id: 'roles',
    header: 'Roles',
    cell: ({ roles }) => (roles.length === 0 ? <span className="muted">none</span> : <RoleNames roles={roles} />),
  },
]

/** Users and the roles that they have now. */
export function RoleHolders({ roles }: { readonly roles: readonly ProductRole[] }) {
  const { id: organizationId } = useOrganization()
  const [params, setParams] = useSearchParams()
  const role = roles.find(({ name }) => name === params.get('role'))?.name ?? ANY
  const list = useInfiniteQuery({
    ...listRoleAssignmentsInfiniteOptions({
      path: { organizationId },
      query: { ...(role !== ANY && { role }), limit: 50 },
    }),
    ...nextPage({ organizationId }),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div>
      <div className="list-controls">
        <Select
          label="Role"
          isLabelHidden
          options={[{ id: ANY, label: 'Any role' }, ...roles.map(({ name }) => ({ id: name, label: name }))]}
          value={role}
          onChange={(id) => setParams(id === ANY ? { view: 'users' } : { view: 'users', role: id }, { replace: true })}
        />
      </div>
      {list.isLoadingError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card isFlush>
          {list.isPending && <TableSkeleton columns={COLUMNS} rows={8} />}
          {rows.length > 0 && (
            <DataTable
              label="Users with their roles"
              columns={COLUMNS}
              rows={rows}
              keyOf={({ user }) => user.id}
              hrefOf={({ user }) => `/organizations/${organizationId}/users/${user.id}?view=roles`}
            />
          )}
          {list.data && rows.length === 0 && (
            <EmptyState icon={UserRoundX} title={role === ANY ? 'No users yet' : 'Nobody has this role'}>
              {role === ANY
                ? 'They appear here as soon as the identity provider creates them.'
                : 'Whoever joins a group with a rule that gives it appears here.'}
            </EmptyState>
          )}
          <LoadMore {...list} />
        </Card>
      )}
    </div>
  )
}
