import { element } from '../dom.ts'

/** What a button does may take a moment; it is asked for once at a time. */
export function button(
  text: string,
  onPress: () => void | Promise<void>,
  kind: 'primary' | 'secondary' | 'quiet' = 'secondary',
): HTMLButtonElement {
  const made = element('button', { type: 'button', class: `button button-${kind}` }, text)
  made.addEventListener('click', () => {
    made.disabled = true
    void Promise.resolve(onPress()).finally(() => (made.disabled = false))
  })
  return made
}

export function actions(...buttons: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'actions' }, ...buttons)
}
