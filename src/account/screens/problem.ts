import { paragraph } from '../dom.ts'
import type { Screen } from '../shell.ts'
import { howToSignIn } from './outside.ts'

interface Problem {
  readonly title: string
  readonly text: readonly string[]
  /** Whether signing in again may help, without anybody's doing. */
  readonly isWorthAnotherTry: boolean
}

/** Why a sign-in did not work, by the codes that the server gives in the address or as a problem. */
const PROBLEMS: Readonly<Record<string, Problem>> = {}

const UNKNOWN: Problem = {
  title: 'The sign-in did not work',
  text: ['Try it once more. If it does not work then either, tell your administrator.'],
  isWorthAnotherTry: true,
}

/** A sign-in that did not work: why, and what to do. */
export function signInProblem(code: string): Screen {
  const { title, text, isWorthAnotherTry } = Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? UNKNOWN) : UNKNOWN
  const forAdministrator = /^\w{1,40}$/.test(code) ? [`Code for your administrator: ${code}`] : []
  return {
    title,
    content: [
      ...text.map((it) => paragraph(it)),
      ...(isWorthAnotherTry ? howToSignIn() : []),
      ...forAdministrator.map((it) => paragraph(it)),
    ],
  }
}
