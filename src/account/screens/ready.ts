import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { element, paragraph, uniqueId } from '../dom.ts'
import { notice } from '../parts/notice.ts'
import type { Screen } from '../shell.ts'

/** What a user whose account is ready can do. */
export interface ReadyChoices {
  readonly unlock: () => void
  readonly changePassword: () => void
  readonly recover: () => void
  readonly rotate: () => void
}

/** What the keys say of themselves. */
export interface KeyFacts {
  /** Undefined until the user has opened them: before that, it would be what the server says. */
  readonly fingerprint: string | undefined
  readonly createdAt: Date
}

/** The account as it is. `done` says what has just happened, as a title and a sentence. */
export function ready(
  session: AccountSession,
  keys: KeyFacts,
  choices: ReadyChoices,
  done?: readonly [title: string, text: string],
): Screen {
  const made = keys.createdAt.toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' })
  return {
    title: 'Your account is ready',
    content: [
      done && notice('success', done[0], paragraph(done[1])),
      paragraph(`What others encrypt to you at ${session.organization.name} can be opened by you alone.`),
      element(
        'dl',
        { class: 'facts' },
        element('dt', {}, 'Keys made'),
        element('dd', {}, element('time', { datetime: keys.createdAt.toISOString() }, made)),
        element('dt', {}, 'Fingerprint'),
        keys.fingerprint === undefined
          ? element('dd', {}, 'Unlock to see it.')
          : element('dd', { class: 'digits' }, keys.fingerprint),
      ),
      element(
        'p',
        { class: 'field-hint' },
        'Whoever sends you something can see the same fingerprint. If you compare the two, on the phone for example, you both know that nobody stands between you.',
      ),
      element(
        'div',
        { class: 'choices' },
        choice('Unlock', 'Check that you know your master password.', choices.unlock),
        choice('Change master password', 'Your keys and your recovery code stay.', choices.changePassword),
        choice('Use the recovery code', 'I forgot my master password.', choices.recover),
        choice(
          'Make new keys',
          'When somebody may have seen your password or your code. You get a new recovery code.',
          choices.rotate,
        ),
      ),
    ],
  }
}

function choice(title: string, hint: string, choose: () => void): HTMLElement {
  const id = uniqueId()
  return element(
    'div',
    { class: 'choice' },
    element('button', { type: 'button', class: 'button', 'aria-describedby': id, onclick: choose }, title),
    element('p', { id, class: 'field-hint' }, hint),
  )
}
