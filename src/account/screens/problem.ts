import { element, paragraph } from '../dom.ts'
import type { Screen } from '../shell.ts'
import { closed, howToSignIn, suspended } from './outside.ts'

interface Problem {
  readonly title: string
  readonly text: readonly string[]
  /** Whether signing in again may help, without anybody's doing. */
  readonly isWorthAnotherTry: boolean
}

/** Why a sign-in did not work, by the codes that the server gives in the address or as a problem. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  notConnected: {
    title: 'Your organization does not sign in here yet',
    text: [
      'The address names an organization that is not known here, or has not set up its sign-in. Ask your administrator for the right one.',
    ],
    isWorthAnotherTry: false,
  },
  providerUnavailable: {
    title: 'Your organization’s sign-in does not answer',
    text: ['That is often over in a few minutes.'],
    isWorthAnotherTry: true,
  },
  providerRefused: {
    title: 'Your organization did not sign you in',
    text: [
      'Either you cancelled, or your organization has not given you access to this. Ask your administrator if you did not cancel.',
    ],
    isWorthAnotherTry: true,
  },
  invalidAnswer: {
    title: 'The sign-in was stopped',
    text: ['What came back from your organization’s sign-in was not meant for this browser, so it does not count.'],
    isWorthAnotherTry: true,
  },
  expired: {
    title: 'The sign-in took too long',
    text: ['It must be done within ten minutes, in one browser, and works once.'],
    isWorthAnotherTry: true,
  },
  noClaim: {
    title: 'Your organization did not say who you are',
    text: [
      'Its sign-in leaves out what you are known by here, or your e-mail address is not verified there. Your administrator can change that.',
    ],
    isWorthAnotherTry: false,
  },
  unknownUser: {
    title: 'You have no account here yet',
    text: [
      'Your organization signed you in, but has not set you up here. Ask your administrator to assign this product to you. After that it can take some minutes.',
    ],
    isWorthAnotherTry: true,
  },
  ambiguousUser: {
    title: 'Several accounts could be yours',
    text: [
      'What your organization says of you fits more than one user here. Your administrator must change that before you can sign in.',
    ],
    isWorthAnotherTry: false,
  },
  otherIdentity: {
    title: 'This account belongs to another sign-in',
    text: [
      'The account was opened before by somebody whom your organization calls by another identity. To protect what is in it, you cannot sign in until your administrator resets it.',
    ],
    isWorthAnotherTry: false,
  },
  ...sameFor(['provisioningOff', 'provisioningDisabled', 'entitlementRequired'], {
    title: 'Your organization has no accounts here at the moment',
    text: [
      'Your administrator or the people who run this service can switch them on. What you have here is kept until then.',
    ],
    isWorthAnotherTry: false,
  }),
  ...sameFor(['unauthenticated', 'ticketUsed', 'invalidTicket'], {
    title: 'This link does not work any more',
    text: ['Each link to an account works once, for ten minutes.'],
    isWorthAnotherTry: true,
  }),
}

function sameFor(codes: readonly string[], problem: Problem): Record<string, Problem> {
  return Object.fromEntries(codes.map((code) => [code, problem]))
}

const UNKNOWN: Problem = {
  title: 'The sign-in did not work',
  text: ['Try it once more. If it does not work then either, tell your administrator.'],
  isWorthAnotherTry: true,
}

/** A sign-in that did not work: why, and what to do. `detail` is what the server says of it. */
export function signInProblem(code: string, detail?: string): Screen {
  if (['inactiveUser', 'accountSuspended'].includes(code)) return suspended()
  if (code === 'notFound') return closed()
  const { title, text, isWorthAnotherTry } = Object.hasOwn(PROBLEMS, code) ? (PROBLEMS[code] ?? UNKNOWN) : UNKNOWN
  const small = [detail, /^\w{1,40}$/.test(code) ? `Code for your administrator: ${code}` : undefined]
  return {
    title,
    content: [
      ...text.map((it) => paragraph(it)),
      ...(isWorthAnotherTry ? howToSignIn() : []),
      element('p', { class: 'field-hint' }, small.filter((it) => it !== undefined).join('. ')),
    ],
  }
}
