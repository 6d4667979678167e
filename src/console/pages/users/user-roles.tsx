import { useQuery } from '@tanstack/react-query'
import { ShieldOff } from 'lucide-react'
import { Link } from 'react-aria-components'
import { getRoleMappingsOptions, getUserRolesOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { RoleMappings, UserRoles as UserRolesAnswer } from '#generated/sdk/types.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { RoleNames } from '../roles/role-chips.tsx'
import './user-roles.css'

type Reason = UserRolesAnswer['roles'][number]['reasons'][number]

/** The roles of the product that a user has, each with why. */
export function UserRoles({ userId }: { readonly userId: string }) {
  const { id: organizationId } = useOrganization()
  const roles = useQuery(getUserRolesOptions({ path: { organizationId, id: userId } }))
  const mappings = useQuery(getRoleMappingsOptions({ path: { organizationId } }))
  if (roles.isPending || mappings.isPending) return <SkeletonBlock label="Loading the roles" />
  if (roles.isLoadingError) return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />
  if (mappings.isLoadingError) return <ErrorState error={mappings.error} onRetry={() => void mappings.refetch()} />
  if (roles.data.roles.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={ShieldOff}
          title="No role"
          actions={<LinkButton href={`/organizations/${organizationId}/roles`}>See the rules</LinkButton>}
        >
          No rule gives this user a role of the product, and there is no default role.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card isFlush>
      <ul className="role-reasons">
        {roles.data.roles.map(({ name, reasons }) => (
          <li key={name}>
            <RoleNames roles={[name]} />
            <ul>
              {reasons.map((reason, index) => (
                <li key={index}>
                  <Because reason={reason} rules={mappings.data.rules} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface BecauseProps {
  readonly reason: Reason
  readonly rules: RoleMappings['rules']
}

function Because({ reason, rules }: BecauseProps) {
  const { id: organizationId } = useOrganization()
  const { ruleId, group, through } = reason
  const home = `/organizations/${organizationId}`
  const number = rules.findIndex(({ id }) => id === ruleId) + 1
  if (group === null) return <>because it is the default role, and no rule gives another</>
  return (
    <>
      because of group{' '}
      <Link className="link" href={`${home}/groups/${group.id}`}>
        {group.displayName}
      </Link>
      ,{' '}
      <Link className="link" href={`${home}/roles`}>
        {number > 0 ? `rule ${number}` : 'a rule'}
      </Link>
      {through && (
        <>
          , through{' '}
          <Link className="link" href={`${home}/groups/${through.id}`}>
            {through.displayName}
          </Link>
        </>
      )}
    </>
  )
}
