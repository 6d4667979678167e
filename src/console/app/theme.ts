import { useSyncExternalStore } from 'react'

/** What the visitor chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'rollcall.theme'
const listeners = new Set<() => void>()
let chosen: Theme = readStored()

/** Before the first paint; styles/tokens.css does the rest. */
export function applyStoredTheme(): void {
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
}

/** The theme, and how to choose another, which this browser remembers. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, () => chosen), chooseTheme]
}

function chooseTheme(theme: Theme): void {
  chosen = theme
  applyStoredTheme()
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // A browser that stores nothing forgets the choice at the next visit.
  }
  for (const listener of listeners) listener()
}

function readStored(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
