import logo from '../console/favicon.svg'
import type { AccountSession } from '#generated/sdk/types.gen.ts'
import { element, type Child } from './dom.ts'

/** What fills the page at a time. */
export interface Screen {
  readonly title: string
  /** Where in a way of several steps this is, as in `Step 1 of 3`. */
  readonly step?: string
  readonly content: readonly Child[]
  /** Gets the focus; the heading, unless given. */
  readonly focus?: HTMLElement
  /** Set where closing the tab would lose something. */
  readonly isUnfinished?: boolean
}

const main = element('main', { class: 'card' })
const visitor = element('footer', { class: 'visitor', hidden: true })
const organization = element('span', { class: 'organization' })
const announcer = element('div', { class: 'visually-hidden', role: 'status' })
let current: Screen | undefined

/** Puts what stands around every screen into the page. */
export function showShell(): void {
  const brand = element('header', { class: 'brand' }, element('img', { src: logo, alt: '' }), organization)
  document.getElementById('account')?.append(brand, main, visitor, announcer)
  addEventListener('beforeunload', (event) => {
    if (current?.isUnfinished) event.preventDefault()
  })
}

/** Shows a screen in the place of the one before. Screen readers hear its heading. */
export function show(screen: Screen): void {
  current = screen
  const heading = element('h1', { tabindex: -1 }, screen.title)
  const step = screen.step === undefined ? undefined : element('p', { class: 'step' }, screen.step)
  main.replaceChildren(...[step, heading, ...screen.content].filter((it) => it !== undefined))
  document.title = `${screen.title} · Your account`
  scrollTo(0, 0)
  ;(screen.focus ?? heading).focus()
}

/** Says below the screen who is signed in, with the way out; nobody, if there is no session. */
export function showVisitor(session: AccountSession | undefined, signOut: () => void = () => undefined): void {
  organization.textContent = session?.organization.name ?? 'Your account'
  visitor.hidden = !session
  visitor.replaceChildren()
  if (!session) return
  const { displayName, userName } = session.user
  const name = displayName === userName ? userName : `${displayName} (${userName})`
  visitor.append(
    element('span', { class: 'anywhere' }, `Signed in as ${name}`),
    element('button', { type: 'button', class: 'button button-quiet', onclick: signOut }, 'Sign out'),
  )
}

/** Lets screen readers say something; what is said is not shown. */
export function announce(text: string): void {
  announcer.textContent = text
}
