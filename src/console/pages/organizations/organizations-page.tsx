import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Building2, Plus, SearchX } from 'lucide-react'
import { useState } from 'react'
import { Navigate } from 'react-router'
import { listOrganizationsInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { useDebounced } from '../../app/debounced.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { Badge, Status } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ShortDate } from '../../components/relative-time.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { CreateOrganizationDialog } from './create-organization-dialog.tsx'
import './organizations.css'

/** All organizations, for the operator. */
export function Component() {
  const { organization } = useSession()
  return organization ? <Navigate to={`/organizations/${organization.id}/provisioning`} replace /> : <Organizations />
}

function Organizations() {
  const mayCreate = useMay('organizations:create')
  const [isCreating, setCreating] = useState(false)
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const organizations = useInfiniteQuery({
    ...listOrganizationsInfiniteOptions({ query: search ? { search } : {} }),
    initialPageParam: {},
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = organizations.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = organizations.data && rows.length === 0 && search === ''
  const create = mayCreate && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      Create organization
    </Button>
  )

  return (
    <>
      <PageHeader
        title="Organizations"
        description="Your customers. Each has its own users, groups and tokens, and sees nothing of the others."
        actions={!isEmpty && create}
      />
      <Card isFlush>
        {isEmpty ? (
          <EmptyState icon={Building2} title="Create the first organization" actions={create}>
            An organization is one of your customers, whose identity provider will push users and groups into Rollcall.
            Give it a name; then switch provisioning on and hand out a SCIM token.
          </EmptyState>
        ) : (
          <>
            <div className="organizations-search">
              <SearchField
                label="Search organizations"
                placeholder="Name, slug or external id"
                value={text}
                onChange={setText}
              />
            </div>
            {organizations.isPending && <TableSkeleton columns={COLUMNS} />}
            {organizations.isLoadingError && (
              <ErrorState error={organizations.error} onRetry={() => void organizations.refetch()} />
            )}
            {organizations.data && rows.length === 0 && (
              <EmptyState
                icon={SearchX}
                title="Nothing found"
                actions={<Button onPress={() => setText('')}>Show all</Button>}
              >
                No organization has “{search}” in its name, slug or external id.
              </EmptyState>
            )}
            {rows.length > 0 && (
              <DataTable
                label="Organizations"
                columns={COLUMNS}
                rows={rows}
                keyOf={({ id }) => id}
                hrefOf={({ id }) => `/organizations/${id}/provisioning`}
              />
            )}
            <LoadMore {...organizations} />
          </>
        )}
      </Card>
      <CreateOrganizationDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </>
  )
}

const COLUMNS: readonly Column<Organization>[] = [
  { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
  { id: 'slug', header: 'Slug', cell: ({ slug }) => <span className="mono">{slug}</span> },
  {
    id: 'externalId',
    header: 'External id',
    cell: ({ externalId }) => (externalId === null ? <span className="muted">None</span> : externalId),
  },
  { id: 'provisioning', header: 'Provisioning', cell: provisioningState },
  { id: 'createdAt', header: 'Created', cell: ({ createdAt }) => <ShortDate at={createdAt} /> },
]

function provisioningState({ entitlements, provisioning }: Organization) {
  if (!entitlements.scim) return <Badge tone="warning">Not entitled</Badge>
  return provisioning.enabled ? <Status tone="success">On</Status> : <Status>Off</Status>
}
