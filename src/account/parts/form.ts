import { AccountKeysError } from '../../sdk/account/index.ts'
import { RequestError } from '../api.ts'
import { element, type Child } from '../dom.ts'
import { announce } from '../shell.ts'
import { actions, button } from './button.ts'
import type { Field } from './field.ts'
import { notice } from './notice.ts'

/** What a visitor can mend in a field of the form: says there what is wrong, and gives it the focus. */
export class FieldError extends Error {
  readonly field: Field

  constructor(field: Field, message: string) {
    super(message)
    this.field = field
  }
}

/** Hears how far the work is, from 0 to 1. */
export type OnProgress = (done: number) => void

interface FormOptions {
  readonly content: readonly Child[]
  readonly submit: string
  /** What is said while the form works, as in `Making your keys`. */
  readonly busy: string
  readonly onSubmit: (onProgress: OnProgress) => Promise<void>
  /** Shows a screen for failures that this form cannot mend. Returns whether it did. */
  readonly onFailure: (error: unknown) => boolean
  readonly onBack?: { readonly text: string; readonly go: () => void }
}

/** A form that works once at a time, shows how far it is, and says what went wrong where it can be mended. */
export function form({ content, submit, busy, onSubmit, onFailure, onBack }: FormOptions): HTMLFormElement {
  const submitButton = element('button', { type: 'submit', class: 'button button-primary' }, submit)
  const back = onBack && button(onBack.text, onBack.go, 'quiet')
  const buttons = actions(...[submitButton, back].filter((it) => it !== undefined))
  const outcome = element('div')
  const made = element('form', { class: 'form', novalidate: true }, ...content, outcome, buttons)
  let isWorking = false

  const work = async (): Promise<void> => {
    isWorking = true
    setControls(made, false)
    const progress = element('progress', { max: 1, value: 0, 'aria-label': busy })
    const wait = element('p', {}, `${busy}. This takes some seconds.`)
    outcome.replaceChildren(element('div', { class: 'busy' }, progress, wait))
    announce(`${busy}. This takes some seconds.`)
    try {
      await onSubmit((done) => (progress.value = done))
    } catch (error) {
      if (onFailure(error)) return
      setControls(made, true)
      outcome.replaceChildren()
      if (error instanceof FieldError) complain(error)
      else outcome.replaceChildren(notice('danger', 'That did not work', element('p', {}, inWords(error))))
    } finally {
      announce('')
      isWorking = false
    }
  }
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isWorking) void work()
  })
  return made
}

function setControls(of: HTMLElement, isEnabled: boolean): void {
  for (const control of of.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button')) {
    control.disabled = !isEnabled
  }
}

function complain({ field, message }: FieldError): void {
  field.complain(message)
  field.input.focus()
}

/** What to tell a visitor of an error. What nobody expected is said as such, with what the browser said. */
export function inWords(error: unknown): string {
  if (error instanceof AccountKeysError || error instanceof RequestError)
    return `${error.message}.`.replace(/\.\.$/, '.')
  const reason = error instanceof Error ? error.message : String(error)
  return `Something unexpected happened in this browser (${reason}). Reload the page and try again; nothing was changed.`
}
