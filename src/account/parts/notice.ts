import { element, type Child } from '../dom.ts'

/** Something to see before the rest. Screen readers hear it when it comes. */
export function notice(kind: 'success' | 'warning' | 'danger', title: string, ...text: readonly Child[]): HTMLElement {
  const role = kind === 'danger' ? 'alert' : 'status'
  return element(
    'div',
    { class: `notice notice-${kind}`, role },
    element('p', { class: 'notice-title' }, title),
    ...text,
  )
}
