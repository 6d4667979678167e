import { Plus, X } from 'lucide-react'
import {
  Button as AriaButton,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Tag,
  TagGroup,
  TagList,
} from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import type { RoleDraft } from './draft.ts'
import '../../components/popover.css'
import './role-chips.css'

interface RoleChipsProps {
  /** What gives them, as in "Roles of rule 2". */
  readonly label: string
  /** Those that there are, from the one that may do most. */
  readonly roles: readonly RoleDraft[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

/** The roles that a rule gives: each can be taken out, and others put in. They stand in the order of the product. */
export function RoleChips({ label, roles, chosen, onChange }: RoleChipsProps) {
  const inOrder = roles.filter(({ name }) => chosen.includes(name))
  const others = roles.filter(({ name }) => name !== '' && !chosen.includes(name))
  return (
    <div className="role-chips">
      {inOrder.length > 0 && (
        <TagGroup
          aria-label={label}
          onRemove={(keys) => onChange(inOrder.filter(({ key }) => !keys.has(key)).map(({ name }) => name))}
        >
          <TagList items={inOrder} className="row">
            {({ key, name }) => (
              <Tag id={key} textValue={name} className="chip">
                {name}
                <AriaButton slot="remove" className="chip-remove" aria-label={`Take ${name} out`}>
                  <X size={12} aria-hidden />
                </AriaButton>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
      {others.length > 0 && (
        <MenuTrigger>
          <Button size="small" variant="quiet" icon={Plus} aria-label={`Add a role to ${label.toLowerCase()}`}>
            Role
          </Button>
          <Popover className="popover" placement="bottom start" offset={4}>
            <Menu items={others} className="listbox">
              {({ key, name, description }) => (
                <MenuItem
                  id={key}
                  textValue={name}
                  className="listbox-item"
                  onAction={() => onChange([...inOrder.map((role) => role.name), name])}
                >
                  <span className="listbox-text">
                    <span>{name}</span>
                    {description && <span className="field-description">{description}</span>}
                  </span>
                </MenuItem>
              )}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </div>
  )
}

/** Roles to be looked at. */
export function RoleNames({ roles }: { readonly roles: readonly string[] }) {
  return (
    <span className="row">
      {roles.map((role) => (
        <span key={role} className="chip">
          {role}
        </span>
      ))}
    </span>
  )
}
