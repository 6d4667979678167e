import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTheme, type Theme } from './theme.ts'
import './theme-toggle.css'

const THEMES: readonly { id: Theme; label: string; icon: LucideIcon }[] = [
  { id: 'system', label: 'As the system', icon: Monitor },
  { id: 'light', label: 'Light', icon: Sun },
  { id: 'dark', label: 'Dark', icon: Moon },
]

/** Light, dark, or as the system has it. */
export function ThemeToggle() {
  const [theme, setTheme] = useTheme()
  return (
    <ToggleButtonGroup
      aria-label="Appearance"
      className="theme-toggle"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const chosen = THEMES.find(({ id }) => keys.has(id))
        if (chosen) setTheme(chosen.id)
      }}
    >
      {THEMES.map(({ id, label, icon: Icon }) => (
        <ToggleButton key={id} id={id} aria-label={label} className="theme-toggle-button">
          <Icon size={16} aria-hidden />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
