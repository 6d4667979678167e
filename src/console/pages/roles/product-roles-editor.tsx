import { Plus, ShieldCheck, Trash2 } from 'lucide-react'
import { Input, Label, TextField } from 'react-aria-components'
import { Button, IconButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { moved, newKey, removeRole, renameRole, type Draft } from './draft.ts'
import { MoveButtons } from './move-buttons.tsx'
import '../../components/field.css'

const DESCRIPTION =
  'From the one that may do most to the one that may do least. Your product knows them by these names; it decides what they open.'

interface ProductRolesEditorProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

/** The roles that the product has, to be changed by the operator. */
export function ProductRolesEditor({ draft, onChange }: ProductRolesEditorProps) {
  const { roles } = draft
  const isEmpty = roles.length === 0
  const add = (
    <Button
      icon={Plus}
      variant={isEmpty ? 'primary' : 'secondary'}
      onPress={() => onChange({ ...draft, roles: [...roles, { key: newKey(), name: '' }] })}
    >
      Add role
    </Button>
  )
  return (
    <Card title="Roles of the product" description={DESCRIPTION} actions={!isEmpty && add} isFlush>
      {isEmpty ? (
        <EmptyState icon={ShieldCheck} title="No roles yet" actions={add}>
          Say which roles your product has, such as Admin, Editor and Viewer. Then rules can give them.
        </EmptyState>
      ) : (
        <ol className="rules">
          {roles.map(({ key, name, description = '' }, index) => (
            <li key={key} className="rule role-row" aria-label={`Role ${index + 1}`}>
              <span className="rule-number muted" aria-hidden>
                {index + 1}
              </span>
              <TextField
                className="field"
                value={name}
                maxLength={100}
                autoFocus={name === ''}
                onChange={(value) => onChange(renameRole(draft, key, value))}
              >
                <Label className="visually-hidden">Name of role {index + 1}</Label>
                <Input className="input" placeholder="Name, as the product has it" />
              </TextField>
              <TextField
                className="field"
                value={description}
                maxLength={500}
                onChange={(value) =>
                  onChange({
                    ...draft,
                    roles: roles.map((it) => (it.key === key ? { ...it, description: value } : it)),
                  })
                }
              >
                <Label className="visually-hidden">What role {index + 1} may do</Label>
                <Input className="input" placeholder="What one may do with it" />
              </TextField>
              <span className="row rule-buttons">
                <MoveButtons
                  name={`role ${name || index + 1}`}
                  index={index}
                  count={roles.length}
                  onMove={(by) => onChange({ ...draft, roles: moved(roles, index, by) })}
                />
                <IconButton
                  icon={Trash2}
                  label={`Remove role ${name || index + 1}`}
                  onPress={() => onChange(removeRole(draft, key))}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
