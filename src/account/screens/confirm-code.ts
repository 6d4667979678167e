import { element, paragraph } from '../dom.ts'
import { field } from '../parts/field.ts'
import { FieldError, form } from '../parts/form.ts'
import type { Screen } from '../shell.ts'
import { groupsOf } from './recovery-code.ts'

interface ConfirmOptions {
  readonly recoveryCode: string
  readonly step: string
  /** What the button says that ends it all, as in `Finish`. */
  readonly submit: string
  readonly onConfirmed: () => Promise<void>
  readonly onFailure: (error: unknown) => boolean
  readonly onBack: () => void
}

/** Asks for a part of the code, so that nobody goes on who has not kept it. Only then is anything sent. */
export function confirmCode(options: ConfirmOptions): Screen {
  const { recoveryCode, step, submit, onConfirmed, onFailure, onBack } = options
  const groups = groupsOf(recoveryCode)
  const index = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % groups.length
  const asked = field({ label: `Group ${index + 1} of the recovery code`, isCode: true })
  return {
    title: 'Look at what you have kept',
    step,
    isUnfinished: true,
    focus: asked.input,
    content: [
      paragraph(
        'Take your paper or file and type one of its groups of four letters and digits. So you know that you can find it and read it.',
      ),
      form({
        content: [asked.root],
        submit,
        busy: 'Saving',
        onSubmit: async () => {
          if (asLetters(asked.value()) !== groups[index]) {
            throw new FieldError(asked, `This is not group ${index + 1}. Look again, or go back to see the code.`)
          }
          await onConfirmed()
        },
        onFailure,
        onBack: { text: 'Show the code again', go: onBack },
      }),
      element('p', { class: 'field-hint' }, 'Nothing is saved before this step is done.'),
    ],
  }
}

/** As people type it, like `parseRecoveryCode` reads whole codes. */
function asLetters(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
