import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { AccountKeysError, checkNewPassword, SHORTEST_PASSWORD } from '../../sdk/account/index.ts'
import { RequestError } from '../api.ts'
import { element } from '../dom.ts'
import type { Strength } from '../password-strength.ts'
import { passwordField } from './field.ts'
import { FieldError } from './form.ts'

const GOOD_SCORE = 3
const WORDS = ['Very easy to guess', 'Very easy to guess', 'Easy to guess', 'Good', 'Very good'] as const
/** So long after the last key, for people do not look at it before, and it takes a moment. */
const PAUSE_MS = 200

export interface NewPassword {
  readonly content: readonly HTMLElement[]
  /** The password, if it is good and twice the same. Throws `FieldError`. */
  readonly take: () => Promise<string>
}

/** Two fields for a new master password, and what it is worth. */
export function newPassword({ user, organization }: AccountSession): NewPassword {
  const hint = `At least ${SHORTEST_PASSWORD} characters. Four or five words that have nothing to do with each other are easy to remember and hard to guess.`
  const first = passwordField('New master password', 'new-password', hint)
  const second = passwordField('The same again', 'new-password')
  const known = [user.userName, user.displayName, organization.name].flatMap((it) => [it, ...it.split(/[\s@.]+/)])
  const judge = lazyJudge(known)
  const meter = strengthMeter()
  let timer: ReturnType<typeof setTimeout> | undefined
  first.input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void showStrength(), PAUSE_MS)
  })

  const showStrength = async (): Promise<void> => {
    const password = first.value()
    const strength = await judge(password).catch(() => undefined)
    // Only of what stands there now.
    if (first.value() === password) meter.show(password === '' ? undefined : strength)
  }

  const take = async (): Promise<string> => {
    const password = first.value()
    try {
      checkNewPassword(password)
    } catch (error) {
      if (error instanceof AccountKeysError) throw new FieldError(first, `${error.message}.`)
      throw error
    }
    const strength = await judge(password)
    meter.show(strength)
    if (strength.score < GOOD_SCORE) {
      const advice = strength.advice.length > 0 ? strength.advice.join(' ') : 'Add some words.'
      throw new FieldError(first, `This password is too easy to guess. ${advice}`)
    }
    if (second.value() !== password) throw new FieldError(second, 'This is not the same as above. Type it once more.')
    return password
  }
  return { content: [first.root, meter.root, second.root], take }
}

/** The link beside which the build has written the hash of the script; the browser then runs no other. */
function load(): Promise<typeof import('../password-strength.ts')> {
  document.querySelector('link[rel=later]')?.setAttribute('rel', 'modulepreload')
  return import('../password-strength.ts')
}

/** Judges by a chunk that is on its way from now on. */
function lazyJudge(known: readonly string[]): (password: string) => Promise<Strength> {
  let loading = load()
  // Said when it is needed, and tried again then.
  loading.catch(() => undefined)
  return async (password) => {
    loading = loading.catch(load)
    const chunk = await loading.catch(() => {
      throw new RequestError(
        0,
        'unreachable',
        'What judges passwords could not be loaded. Reload the page and try again.',
      )
    })
    return chunk.strengthOf(password, known)
  }
}

function strengthMeter(): { root: HTMLElement; show: (strength: Strength | undefined) => void } {
  const bars = [1, 2, 3, 4].map(() => element('span'))
  const word = element('p', { class: 'strength-word' })
  const advice = element('p', { class: 'strength-advice' })
  const bar = element('div', { class: 'strength-bar', 'aria-hidden': 'true' }, ...bars)
  const root = element('div', { class: 'strength' }, bar, element('div', { role: 'status' }, word, advice))
  return {
    root,
    show: (strength) => {
      const reached = strength ? Math.max(1, strength.score) : 0
      const kind = reached >= GOOD_SCORE ? 'is-strong' : 'is-weak'
      for (const [index, it] of bars.entries()) it.className = index < reached ? kind : ''
      word.textContent = strength ? `Strength: ${WORDS[strength.score]}` : ''
      advice.textContent = strength && strength.score < GOOD_SCORE ? strength.advice.join(' ') : ''
    },
  }
}
