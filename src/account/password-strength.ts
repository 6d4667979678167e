/*
 * How hard a master password is to guess. A chunk of its own: the lists of words and passwords that guessing begins with
 * are most of the page, and are needed only where a password is chosen.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english, translations } from '@zxcvbn-ts/language-en'

const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs, translations })

export interface Strength {
  /** 0 and 1 are guessed at once, 2 in days, 3 and 4 not by what anybody has today. */
  readonly score: 0 | 1 | 2 | 3 | 4
  /** What would make it better, in sentences; none where it is good. */
  readonly advice: readonly string[]
}

/** Judges a password. `known` is what everybody knows of the user, and tries first. */
export function strengthOf(password: string, known: readonly string[]): Strength {
  const { score, feedback } = estimator.check(password, [...known])
  return { score, advice: [feedback.warning ?? '', ...feedback.suggestions].filter((it) => it !== '') }
}
