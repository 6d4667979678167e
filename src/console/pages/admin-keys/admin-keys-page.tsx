import { useInfiniteQuery } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { listAdminKeysInfiniteOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { AdminKey } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { ROLE_NAMES } from '../../app/roles.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Expiry } from '../../components/expiry.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { ActionMenu } from '../../components/menu.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { RelativeTime, ShortDate } from '../../components/relative-time.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'
import './admin-keys.css'

/** Who may administer the organization. */
export function Component() {
  const organization = useOrganization()
  const { keyId } = useSession()
  const mayWrite = useMay('admin-keys:write')
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<AdminKey>()
  const path = { organizationId: organization.id }
  const keys = useInfiniteQuery({
    ...listAdminKeysInfiniteOptions({ path }),
    initialPageParam: { path },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  const rows = keys.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = keys.data && rows.length === 0
  const columns = columnsFor(keyId, mayWrite ? setRevoking : undefined)
  const create = mayWrite && (
    <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
      Create admin key
    </Button>
  )

  return (
    <>
      <PageHeader
        title="Admin keys"
        description={`Who administers ${organization.name}: people sign in to this console with a key, programs call the admin API with one.`}
        actions={!isEmpty && create}
      />
      <div className="stack">
        {!mayWrite && <Notice>Your key sees the others, and cannot make or revoke any: that is for owners.</Notice>}
        <Card isFlush>
          {keys.isPending && <TableSkeleton columns={columns} rows={3} />}
          {keys.isLoadingError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
          {isEmpty && (
            <EmptyState icon={KeyRound} title="No admin keys yet" actions={create}>
              Give the administrators of {organization.name} a key of their own. An owner runs provisioning; a viewer
              looks, and changes nothing.
            </EmptyState>
          )}
          {rows.length > 0 && <DataTable label="Admin keys" columns={columns} rows={rows} keyOf={({ id }) => id} />}
          <LoadMore {...keys} />
        </Card>
      </div>
      <CreateKeyDialog organizationId={organization.id} isOpen={isCreating} onClose={() => setCreating(false)} />
      <RevokeKeyDialog
        organizationId={organization.id}
        adminKey={rows.find(({ id }) => id === revoking?.id) ?? revoking}
        isOwn={revoking?.id === keyId}
        onClose={() => setRevoking(undefined)}
      />
    </>
  )
}

function columnsFor(ownId: string | null, onRevoke?: (key: AdminKey) => void): readonly Column<AdminKey>[] {
  const columns: readonly Column<AdminKey>[] = [
    {
      id: 'description',
      header: 'Key',
      isRowHeader: true,
      cell: ({ id, description, prefix }) => (
        <span className="key-name">
          <span className="row">
            {description} {id === ownId && <Badge tone="accent">You</Badge>}
          </span>
          <span className="key-prefix mono">{prefix}…</span>
        </span>
      ),
    },
    { id: 'role', header: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
    {
      id: 'grantsUpTo',
      header: 'Grants up to',
      // Who only looks grants nothing.
      cell: ({ role, grantsUpTo }) =>
        role === 'viewer' ? <span className="muted">Nothing</span> : (grantsUpTo ?? 'Every role'),
    },
    { id: 'createdAt', header: 'Created', cell: ({ createdAt }) => <ShortDate at={createdAt} /> },
    { id: 'expiresAt', header: 'Expires', cell: ({ expiresAt }) => <Expiry expiresAt={expiresAt} /> },
    {
      id: 'lastUsedAt',
      header: 'Last used',
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? <span className="muted">Never</span> : <RelativeTime at={lastUsedAt} />,
    },
  ]
  if (!onRevoke) return columns
  return [
    ...columns,
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (key) => (
        <ActionMenu
          label={`Actions for ${key.description}`}
          actions={[{ id: 'revoke', label: 'Revoke', icon: Trash2, tone: 'danger', onAction: () => onRevoke(key) }]}
        />
      ),
    },
  ]
}
