import { Plus, Trash2, Waypoints } from 'lucide-react'
import type { RoleMappings } from '#generated/sdk/types.gen.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { moved, newKey, type Draft, type RuleDraft } from './draft.ts'
import { GroupField } from './group-field.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { RoleChips } from './role-chips.tsx'

interface RulesEditorProps {
  readonly draft: Draft
  readonly stored: RoleMappings
  readonly onChange: (rules: readonly RuleDraft[]) => void
}

/** Which group gives which roles, a row for each rule. */
export function RulesEditor({ draft, stored, onChange }: RulesEditorProps) {
  const { rules, roles } = draft
  const isEmpty = rules.length === 0
  const add = (
    <Button
      icon={Plus}
      isDisabled={roles.length === 0}
      onPress={() => {
        onChange([...rules, { key: newKey(), id: undefined, group: { id: undefined, name: '' }, roles: [] }])
      }}
    >
      Add rule
    </Button>
  )
  return (
    <Card
      title="Rules"
      description="Whoever is in the group, directly or through a group within it, has the roles. Several rules add up."
      actions={!isEmpty && add}
      isFlush
    >
      {isEmpty ? (
        <EmptyState icon={Waypoints} title="No rules yet" actions={add}>
          {roles.length === 0
            ? 'First there have to be roles of the product that a rule can give.'
            : 'A rule says: whoever is in this group has these roles.'}
        </EmptyState>
      ) : (
        <ol className="rules">
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.key}
              rule={rule}
              index={index}
              count={rules.length}
              roles={roles}
              note={noteOf(rule, stored)}
              onChange={(changed) => onChange(rules.with(index, changed))}
              onMove={(by) => onChange(moved(rules, index, by))}
              onRemove={() => onChange(rules.toSpliced(index, 1))}
            />
          ))}
        </ol>
      )}
    </Card>
  )
}

interface RuleRowProps {
  readonly rule: RuleDraft
  readonly index: number
  readonly count: number
  readonly roles: Draft['roles']
  readonly note: string
  readonly onChange: (rule: RuleDraft) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function RuleRow({ rule, index, count, roles, note, onChange, onMove, onRemove }: RuleRowProps) {
  const name = `rule ${index + 1}`
  return (
    <li className="rule" aria-label={`Rule ${index + 1}`}>
      <span className="rule-number muted" aria-hidden>
        {index + 1}
      </span>
      <div className="rule-group">
        <GroupField
          label={`Group of ${name}`}
          value={rule.group}
          onChange={(group) => onChange({ ...rule, group })}
          autoFocus={rule.group.name === ''}
        />
        {note && <span className="field-description">{note}</span>}
      </div>
      <span className="rule-gives muted">gives</span>
      <div className="rule-roles">
        <RoleChips
          label={`Roles of ${name}`}
          roles={roles}
          chosen={rule.roles}
          onChange={(chosen) => onChange({ ...rule, roles: chosen })}
        />
      </div>
      <span className="row rule-buttons">
        <MoveButtons name={name} index={index} count={count} onMove={onMove} />
        <IconButton icon={Trash2} label={`Remove ${name}`} onPress={onRemove} />
      </span>
    </li>
  )
}

/** What to know about the group of a rule. */
export function noteOf({ id, group }: RuleDraft, { rules }: RoleMappings): string {
  const stored = rules.find((rule) => rule.id === id)
  const isTheSame =
    stored && (stored.groupId ?? undefined) === group.id && (group.id ?? stored.groupName) === (group.id ?? group.name)
  if (isTheSame && stored.groups.length === 0) {
    return group.id === undefined ? 'No group has this name yet' : 'This group is gone; the rule gives nothing'
  }
  if (group.id !== undefined || group.name.trim() === '') return ''
  if (isTheSame && stored.groups.length > 1) return `By name: ${stored.groups.length} groups have it`
  return 'By name'
}
