/* The forms of an account that is ready. Each opens the keys first, in this browser. */
import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { AccountKeysError } from '../../sdk/account/index.ts'
import { element, paragraph, type Child } from '../dom.ts'
import { field, passwordField, userNameField, type Field } from '../parts/field.ts'
import { FieldError, form, type OnProgress } from '../parts/form.ts'
import { newPassword } from '../parts/new-password.ts'
import { notice } from '../parts/notice.ts'
import type { Screen } from '../shell.ts'

interface KeyForm {
  readonly session: AccountSession
  readonly onFailure: (error: unknown) => boolean
  readonly onBack: () => void
}

export function unlockKeys(
  options: KeyForm & { readonly onPassword: (password: string, onProgress: OnProgress) => Promise<void> },
): Screen {
  const password = passwordField('Master password', 'current-password')
  return keyForm(options, {
    title: 'Unlock your keys',
    introduction: [
      paragraph('This browser opens your keys, to see that your master password is right. It is sent nowhere.'),
    ],
    content: [password.root],
    focus: password.input,
    submit: 'Unlock',
    busy: 'Opening your keys',
    onSubmit: (onProgress) => blaming(password, options.onPassword(password.value(), onProgress)),
  })
}

export function changeMasterPassword(
  options: KeyForm & {
    readonly onPasswords: (password: string, newPassword: string, onProgress: OnProgress) => Promise<void>
  },
): Screen {
  const current = passwordField('Master password of now', 'current-password')
  const next = newPassword(options.session)
  return keyForm(options, {
    title: 'Change your master password',
    introduction: [paragraph('The same keys get another lock. Your recovery code stays as it is.')],
    content: [current.root, ...next.content],
    focus: current.input,
    submit: 'Change master password',
    busy: 'Locking your keys anew',
    onSubmit: async (onProgress) => {
      const password = await next.take()
      await blaming(current, options.onPasswords(current.value(), password, onProgress))
    },
  })
}

export function recoverByCode(
  options: KeyForm & {
    readonly onCode: (recoveryCode: string, newPassword: string, onProgress: OnProgress) => Promise<void>
  },
): Screen {
  const hint = 'Nine groups of four letters and digits. Small letters are fine, and dashes can be left out.'
  const code = field({ label: 'Recovery code', hint, isCode: true })
  const next = newPassword(options.session)
  return keyForm(options, {
    title: 'Use your recovery code',
    step: 'Step 1 of 2',
    introduction: [
      paragraph('The recovery code opens your keys, and you lock them with a new master password.'),
      paragraph('You get a new recovery code, too. The old one ends with that.'),
      notice(
        'warning',
        'Is the recovery code lost as well?',
        paragraph(
          'Then nobody can open your keys again. Ask your administrator to reset your account: you make new keys, but what was encrypted to the old ones stays closed for ever.',
        ),
      ),
    ],
    content: [code.root, ...next.content],
    focus: code.input,
    submit: 'Go on',
    busy: 'Opening your keys',
    onSubmit: async (onProgress) => {
      const password = await next.take()
      await blaming(code, options.onCode(code.value(), password, onProgress))
    },
  })
}

export function makeNewKeys(
  options: KeyForm & { readonly onPassword: (password: string, onProgress: OnProgress) => Promise<void> },
): Screen {
  const password = passwordField('Master password', 'current-password')
  return keyForm(options, {
    title: 'Make new keys',
    step: 'Step 1 of 2',
    introduction: [
      element(
        'ul',
        {},
        element('li', {}, 'From now on, what is encrypted to you takes the new keys.'),
        element('li', {}, 'The old ones stay locked up beside them, so nothing that you have gets lost.'),
        element('li', {}, 'Your master password stays. If somebody may have seen it, change it afterwards.'),
        element('li', {}, 'You get a new recovery code. The old one ends with that.'),
        element('li', {}, 'Your fingerprint becomes another; tell those who compare it.'),
      ),
    ],
    content: [password.root],
    focus: password.input,
    submit: 'Go on',
    busy: 'Making new keys',
    onSubmit: (onProgress) => blaming(password, options.onPassword(password.value(), onProgress)),
  })
}

interface Parts {
  readonly title: string
  readonly step?: string
  readonly introduction: readonly Child[]
  readonly content: readonly Child[]
  readonly focus: HTMLElement
  readonly submit: string
  readonly busy: string
  readonly onSubmit: (onProgress: OnProgress) => Promise<void>
}

function keyForm({ session, onFailure, onBack }: KeyForm, parts: Parts): Screen {
  const { title, step, introduction, content, focus, submit, busy, onSubmit } = parts
  const made = form({
    content: [userNameField(session.user.userName), ...content],
    submit,
    busy,
    onSubmit,
    onFailure,
    onBack: { text: 'Back', go: onBack },
  })
  return { title, step, focus, content: [...introduction, made] }
}

/** A secret that does not open the keys is said at the field where it was typed. */
async function blaming(where: Field, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    const codes = ['wrongPassword', 'wrongRecoveryCode', 'mistypedRecoveryCode']
    if (error instanceof AccountKeysError && codes.includes(error.code))
      throw new FieldError(where, `${error.message}.`)
    throw error
  }
}
