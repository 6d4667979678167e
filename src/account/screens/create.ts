import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { element, paragraph } from '../dom.ts'
import { userNameField } from '../parts/field.ts'
import { form, type OnProgress } from '../parts/form.ts'
import { newPassword } from '../parts/new-password.ts'
import type { Screen } from '../shell.ts'

interface CreateOptions {
  readonly session: AccountSession
  readonly onPassword: (password: string, onProgress: OnProgress) => Promise<void>
  readonly onFailure: (error: unknown) => boolean
}

/** The first step of finishing an account. */
export function createPassword({ session, onPassword, onFailure }: CreateOptions): Screen {
  const password = newPassword(session)
  return {
    title: 'Create your master password',
    step: 'Step 1 of 2',
    content: [
      paragraph(
        'What others send you here is encrypted, and only you can open it: with keys that this browser makes now and locks with a password of your own.',
      ),
      element(
        'ul',
        {},
        element('li', {}, 'It is not the password that you sign in with. Take a new one that you use nowhere else.'),
        element('li', {}, 'It never leaves this browser.'),
        element(
          'li',
          {},
          element('strong', {}, 'Nobody can reset it'),
          ', not your administrator and not the people who run this service. In the next step you get a recovery code for the day that you forget it.',
        ),
      ),
      form({
        content: [userNameField(session.user.userName), ...password.content],
        submit: 'Go on',
        busy: 'Making your keys',
        onSubmit: async (onProgress) => onPassword(await password.take(), onProgress),
        onFailure,
      }),
    ],
  }
}
