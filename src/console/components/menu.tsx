import { Ellipsis, type LucideIcon } from 'lucide-react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { IconButton } from './button.tsx'
import './popover.css'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly tone?: 'danger'
  readonly onAction: () => void
}

/** The three dots at the end of a row, and what they open. `label` names what it is about. */
export function ActionMenu({ label, actions }: { readonly label: string; readonly actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={label} />
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="listbox" items={actions}>
          {({ label: text, icon: Icon, tone, onAction }) => (
            <MenuItem textValue={text} onAction={onAction} className="listbox-item" data-tone={tone}>
              <span className="listbox-start">
                <Icon size={16} aria-hidden />
                {text}
              </span>
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
