import { useSyncExternalStore } from 'react'
import { CircleCheck, CircleAlert, X } from 'lucide-react'
import { IconButton } from './button.tsx'
import './announcer.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'success' | 'danger'
}

const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let announcement = ''
let lastId = 0

/** Tells screen readers what the others see happen. */
export function announce(text: string): void {
  // The same text twice is news only if something changes.
  announcement = text === announcement ? `${text}\u00a0` : text
  tellListeners()
}

/** Says for a while, to everyone, that something worked. What failed stays until it is closed. */
export function toast(text: string, tone: Toast['tone'] = 'success'): void {
  const id = (lastId += 1)
  toasts = [...toasts, { id, text, tone }]
  tellListeners()
  announce(text)
  if (tone === 'success') setTimeout(() => close(id), 5_000)
}

/** Where announcements and toasts appear. Stands once, beside the pages. */
export function Announcer() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  const spoken = useSyncExternalStore(subscribe, () => announcement)
  return (
    // React-aria hides everything but an open dialog from screen readers, and leaves what says this.
    <div data-react-aria-top-layer="true">
      <div role="status" aria-live="polite" className="visually-hidden">
        {spoken}
      </div>
      <div className="toasts">
        {shown.map(({ id, text, tone }) => (
          <div key={id} className={`toast toast-${tone}`}>
            {tone === 'success' ? <CircleCheck size={18} aria-hidden /> : <CircleAlert size={18} aria-hidden />}
            <span className="toast-text">{text}</span>
            <IconButton icon={X} label="Close message" onPress={() => close(id)} />
          </div>
        ))}
      </div>
    </div>
  )
}

function close(id: number): void {
  toasts = toasts.filter((it) => it.id !== id)
  tellListeners()
}

function tellListeners(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
