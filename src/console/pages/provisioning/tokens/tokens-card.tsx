import { KeyRound, Pencil, Plus, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Organization, ScimToken } from '#generated/sdk/types.gen.ts'
import { useMay } from '../../../app/session.tsx'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { DataTable, TableSkeleton, type Column } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Expiry } from '../../../components/expiry.tsx'
import { ActionMenu } from '../../../components/menu.tsx'
import { RelativeTime, ShortDate } from '../../../components/relative-time.tsx'
import { profileName } from './client-profiles.ts'
import { EditTokenDialog } from './edit-token-dialog.tsx'
import { RevokeTokenDialog } from './revoke-token-dialog.tsx'
import { RotateTokenDialog } from './rotate-token-dialog.tsx'
import type { Tokens } from './use-tokens.ts'
import './tokens.css'

interface TokensCardProps {
  readonly organization: Organization
  readonly tokens: Tokens
  readonly onCreate: () => void
}

type Act = 'edit' | 'rotate' | 'revoke'

/** The SCIM tokens of the organization, and what can be done with them. */
export function TokensCard({ organization, tokens, onCreate }: TokensCardProps) {
  const mayWrite = useMay('scim-tokens:write')
  const [chosen, setChosen] = useState<{ act: Act; token: ScimToken }>()
  const close = () => setChosen(undefined)
  const columns = mayWrite ? [...COLUMNS, actionColumn((act, token) => setChosen({ act, token }))] : COLUMNS
  // As it is now: after somebody else has changed it, the next try is about what the list shows.
  const token = tokens.items?.find(({ id }) => id === chosen?.token.id) ?? chosen?.token
  const dialog = (act: Act) => ({
    organization,
    token: chosen?.act === act ? token : undefined,
    onClose: close,
  })
  const isEmpty = tokens.items?.length === 0
  const create = mayWrite && (
    <Button variant={isEmpty ? 'primary' : 'secondary'} icon={Plus} onPress={onCreate}>
      Create token
    </Button>
  )

  return (
    <Card
      title="Manage SCIM tokens"
      description="One for each identity provider, so that each can be rotated and revoked alone."
      actions={!isEmpty && create}
      isFlush
    >
      {!tokens.items && !tokens.error && <TableSkeleton columns={columns} rows={2} />}
      {!tokens.items && tokens.error && <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {isEmpty && (
        <EmptyState icon={KeyRound} title="No SCIM tokens yet" actions={create}>
          {mayWrite
            ? 'Create one for the identity provider. It is shown once, to be pasted over there.'
            : 'An owner of the organization can create one.'}
        </EmptyState>
      )}
      {tokens.items && !isEmpty && (
        <DataTable label="SCIM tokens" columns={columns} rows={tokens.items} keyOf={({ id }) => id} />
      )}
      <EditTokenDialog {...dialog('edit')} />
      <RotateTokenDialog {...dialog('rotate')} />
      <RevokeTokenDialog {...dialog('revoke')} />
    </Card>
  )
}

const COLUMNS: readonly Column<ScimToken>[] = [
  { id: 'description', header: 'Token', isRowHeader: true, cell: (token) => <TokenName token={token} /> },
  { id: 'client', header: 'Client', cell: ({ clientProfile }) => profileName(clientProfile) },
  {
    id: 'scopes',
    header: 'Access',
    cell: ({ scopes }) => (scopes.includes('write') ? 'Read and write' : <Badge>Read only</Badge>),
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

function TokenName({ token: { description, prefix, overlapEndsAt } }: { readonly token: ScimToken }) {
  return (
    <span className="token-name">
      <span>{description}</span>
      <span className="token-prefix mono">{prefix}…</span>
      {overlapEndsAt !== null && Date.parse(overlapEndsAt) > Date.now() && (
        <span className="token-overlap">
          Its old secret ends <RelativeTime at={overlapEndsAt} />
        </span>
      )}
    </span>
  )
}

function actionColumn(onChoose: (act: Act, token: ScimToken) => void): Column<ScimToken> {
  return {
    id: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    cell: (token) => (
      <ActionMenu
        label={`Actions for ${token.description}`}
        actions={[
          { id: 'edit', label: 'Edit', icon: Pencil, onAction: () => onChoose('edit', token) },
          { id: 'rotate', label: 'Rotate', icon: RotateCw, onAction: () => onChoose('rotate', token) },
          { id: 'revoke', label: 'Revoke', icon: Trash2, tone: 'danger', onAction: () => onChoose('revoke', token) },
        ]}
      />
    ),
  }
}
