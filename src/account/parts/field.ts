import { element, uniqueId } from '../dom.ts'

export interface Field {
  readonly root: HTMLElement
  readonly input: HTMLInputElement
  readonly value: () => string
  /** Says below the field what is wrong with it, or with nothing that all is well. */
  readonly complain: (error: string) => void
}

interface FieldOptions {
  readonly label: string
  readonly hint?: string
  readonly autocomplete?: string
  /** What stands beside the input. */
  readonly beside?: (input: HTMLInputElement) => HTMLElement
  readonly type?: 'text' | 'password'
  /** A code: no words, so nothing is corrected. */
  readonly isCode?: boolean
}

/** A labelled input with room for a hint and an error, which are told together with it. */
export function field(options: FieldOptions): Field {
  const { label, hint, beside, type = 'text', autocomplete = 'off', isCode = false } = options
  const id = uniqueId()
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`]
  const input = element('input', {
    id,
    type,
    autocomplete,
    class: isCode ? 'input digits' : 'input',
    maxlength: 1024,
    spellcheck: 'false',
    autocapitalize: 'none',
    autocorrect: 'off',
    'aria-describedby': hint === undefined ? errorId : `${errorId} ${hintId}`,
  })
  const error = element('p', { id: errorId, class: 'field-error' })
  const row = beside ? element('div', { class: 'field-row' }, input, beside(input)) : input
  const below = hint === undefined ? undefined : element('p', { id: hintId, class: 'field-hint' }, hint)
  const root = element('div', { class: 'field' }, element('label', { for: id }, label), row, error, below)
  const complain = (text: string): void => {
    error.textContent = text
    input.toggleAttribute('aria-invalid', false)
    if (text !== '') input.setAttribute('aria-invalid', 'true')
  }
  input.addEventListener('input', () => complain(''))
  return { root, input, value: () => input.value, complain }
}

/** A password, covered until the visitor wants to see it. */
export function passwordField(label: string, autocomplete: 'current-password' | 'new-password', hint?: string): Field {
  return field({ label, autocomplete, type: 'password', hint, beside: (input) => eye(input, label) })
}

function eye(input: HTMLInputElement, label: string): HTMLElement {
  const toggle = element('button', { type: 'button', class: 'button', 'aria-pressed': 'false' }, 'Show')
  toggle.setAttribute('aria-label', `Show: ${label}`)
  toggle.addEventListener('click', () => {
    const isShown = input.type === 'text'
    input.type = isShown ? 'password' : 'text'
    toggle.textContent = isShown ? 'Show' : 'Hide'
    toggle.setAttribute('aria-label', `${isShown ? 'Show' : 'Hide'}: ${label}`)
    toggle.setAttribute('aria-pressed', String(!isShown))
  })
  return toggle
}

/** For password managers, which keep a password by the name of its account. */
export function userNameField(userName: string): HTMLElement {
  return element('input', { type: 'text', autocomplete: 'username', value: userName, readonly: true, hidden: true })
}
