import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { element, paragraph, uniqueId } from '../dom.ts'
import { actions, button } from '../parts/button.ts'
import { copyText } from '../parts/copy-text.ts'
import { saveText } from '../parts/save-text.ts'
import type { Screen } from '../shell.ts'

export interface RecoverySheet {
  readonly session: AccountSession
  readonly recoveryCode: string
  /** Of the keys that the code opens. */
  readonly fingerprint: string
  readonly step: string
  /** What the code is for, and what becomes of an older one. */
  readonly introduction: readonly string[]
}

/** Shows a recovery code, the only time that it can be seen, in ways to keep it. */
export function recoveryCode(sheet: RecoverySheet, onKept: () => void): Screen {
  const saved = element('p', { class: 'field-hint', role: 'status' })
  const say = (text: string): void => {
    saved.textContent = text
  }
  return {
    title: 'Keep your recovery code',
    step: sheet.step,
    isUnfinished: true,
    content: [
      ...sheet.introduction.map((it) => paragraph(it)),
      printed(sheet),
      actions(
        button('Print', () => print()),
        button('Copy', async () => say(await copyText(sheet.recoveryCode))),
        button('Download', () => say(saveText('recovery-code.txt', asText(sheet)))),
      ),
      saved,
      paragraph(
        'Keep it away from this device, on paper in a safe place for example. Whoever has this code and can sign in as you can open your account.',
      ),
      actions(button('I have kept it', onKept, 'primary')),
    ],
  }
}

/** What is seen, and what is on the paper. */
function printed(sheet: RecoverySheet): HTMLElement {
  const title = uniqueId()
  const groups = groupsOf(sheet.recoveryCode).map((group, index) =>
    element('li', {}, element('span', { class: 'code-number', 'aria-hidden': 'true' }, String(index + 1)), group),
  )
  const [heading = '', ...facts] = factsOf(sheet)
  return element(
    'section',
    { class: 'sheet', 'aria-labelledby': title },
    element('h2', { id: title }, heading),
    element('ol', { class: 'code' }, ...groups),
    ...facts.map((fact) => element('p', { class: 'sheet-facts print-only' }, fact)),
  )
}

export function groupsOf(code: string): string[] {
  return code.split('-')
}

function factsOf({ session, fingerprint }: RecoverySheet): string[] {
  const { user, organization } = session
  return [
    `Recovery code of ${user.userName}`,
    `Organization: ${organization.name}`,
    `Made: ${new Date().toISOString().slice(0, 10)} at ${location.origin}/account/`,
    `Fingerprint of the keys: ${fingerprint}`,
    'It opens the account when the master password is forgotten: sign in, then choose “Use the recovery code”.',
    'The number before each group is not part of the code. A newer code replaces this one.',
  ]
}

function asText(sheet: RecoverySheet): string {
  const [heading = '', ...facts] = factsOf(sheet)
  return [heading, '', sheet.recoveryCode, '', ...facts.slice(0, -1), 'A newer code replaces this one.', ''].join('\n')
}
