import { ShieldCheck } from 'lucide-react'
import type { ProductRole, RoleMappings } from '#generated/sdk/types.gen.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { toDraft } from './draft.ts'
import { RoleNames } from './role-chips.tsx'
import { noteOf } from './rules-editor.tsx'

/** The roles of the product, for those who do not change them. */
export function ProductRoles({ roles }: { readonly roles: readonly ProductRole[] }) {
  return (
    <Card
      title="Roles of the product"
      description="From the one that may do most to the one that may do least. The operator of Rollcall says which there are."
      isFlush
    >
      {roles.length === 0 ? (
        <EmptyState icon={ShieldCheck} title="No roles yet">
          The operator has not said yet which roles the product has.
        </EmptyState>
      ) : (
        <Facts
          facts={roles.map(({ name, description }) => ({
            label: name,
            value: description ?? <span className="muted">no description</span>,
          }))}
        />
      )}
    </Card>
  )
}

/** Rules and default role, for those who do not change them. */
export function RulesView({ mappings }: { readonly mappings: RoleMappings }) {
  const { rules } = toDraft(mappings)
  return (
    <Card
      title="Rules"
      description="Whoever is in the group, directly or through a group within it, has the roles."
      isFlush
    >
      <ol className="rules">
        {rules.map((rule, index) => (
          <li key={rule.key} className="rule rule-view">
            <span className="rule-number muted" aria-hidden>
              {index + 1}
            </span>
            <span className="anywhere">
              {rule.group.name} <span className="muted">{noteOf(rule, mappings)}</span>
            </span>
            <RoleNames roles={rule.roles} />
          </li>
        ))}
        <li className="rule rule-view">
          <span className="rule-number" />
          <span>Everybody to whom no rule gives a role</span>
          {mappings.defaultRole === null ? (
            <span className="muted">none</span>
          ) : (
            <RoleNames roles={[mappings.defaultRole]} />
          )}
        </li>
      </ol>
    </Card>
  )
}
