/* What somebody sees who is not signed in, or must not go on. */
import { signInLink } from '../address.ts'
import { element, paragraph } from '../dom.ts'
import { actions, button } from '../parts/button.ts'
import type { Screen } from '../shell.ts'

export function loading(): Screen {
  return { title: 'One moment…', content: [] }
}

/** Browsers have no cryptography for pages that anybody on the way could have changed. */
export function insecure(): Screen {
  return {
    title: 'This page needs https',
    content: [
      paragraph('Your browser makes keys only on pages that nobody can change on their way to you.'),
      paragraph('Open this page with an address that begins with https://, or tell your administrator.'),
    ],
  }
}

export function signedOut(isAfterSignOut = false): Screen {
  return {
    title: isAfterSignOut ? 'You are signed out' : 'Sign in to your account',
    content: isAfterSignOut
      ? [paragraph('Nothing of your account is left in this browser.'), ...howToSignIn()]
      : howToSignIn(),
  }
}

/** The session is over, wherever that was noticed. `lost` says what became of what the visitor was doing. */
export function ended(reason: string, lost = 'What was saved is saved, and nothing was left half done.'): Screen {
  return {
    title: 'Your access has ended',
    content: [
      paragraph(reason),
      paragraph('You are not signed in any more. That is so when'),
      element(
        'ul',
        {},
        element('li', {}, 'you did nothing here for 15 minutes, or signed in 8 hours ago,'),
        element('li', {}, 'you signed out in another tab, or'),
        element('li', {}, 'your administrator changed your access or your account.'),
      ),
      paragraph(lost),
      ...howToSignIn(),
    ],
  }
}

/** Something that may work when it is tried again. */
export function broken(message: string, tryAgain: () => void): Screen {
  return {
    title: 'That did not work',
    content: [element('p', { role: 'alert' }, message), actions(button('Try again', tryAgain, 'primary'))],
  }
}

/** Somebody else has signed in in this browser, in another tab. */
export function someoneElse(): Screen {
  return {
    title: 'Another account is signed in',
    content: [
      paragraph('In another tab of this browser, a different account was opened. Nothing was done here.'),
      paragraph('Reload this page to go on with that account, or sign in again with yours.'),
      ...howToSignIn(),
    ],
  }
}

export function suspended(): Screen {
  return {
    title: 'Your account is suspended',
    content: [
      paragraph('Your organization has deactivated you, so nobody gets your keys at the moment, not even you.'),
      paragraph(
        'They are kept. When your administrator activates you again, the same master password opens them; there is nothing else to do.',
      ),
    ],
  }
}

export function closed(): Screen {
  return {
    title: 'Your account is closed',
    content: [
      paragraph('Your organization has removed you, and this account with you.'),
      paragraph(
        'If that is a mistake, ask your administrator to bring you back. Keep your master password until then.',
      ),
    ],
  }
}

/** Nothing more is done with keys that are not what they should be. */
export function refused(message: string): Screen {
  return {
    title: 'Stopped, to protect your keys',
    content: [
      element('p', { role: 'alert' }, message),
      paragraph(
        'What the server gave is not what this page expects. Your master password was not sent, and nothing was changed.',
      ),
      paragraph(
        'Reload the page once. If this comes back, do not type your master password or recovery code here until your administrator has found out why.',
      ),
    ],
  }
}

/** How to come (back) in. */
export function howToSignIn(): HTMLElement[] {
  const link = signInLink()
  if (link !== undefined) {
    return [
      paragraph('You sign in where your organization always signs you in, and come back here.'),
      actions(element('a', { class: 'button button-primary', href: link }, 'Sign in with your organization')),
    ]
  }
  return [
    paragraph('This page is opened from elsewhere:'),
    element(
      'ul',
      {},
      element(
        'li',
        {},
        'from the product that you use: sign in there and follow its link to your account. Each link works once, for ten minutes; or',
      ),
      element('li', {}, 'by the sign-in address that your administrator gave you.'),
    ),
  ]
}
