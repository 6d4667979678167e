/* What is said of what was done, and of the recovery codes that come with it. */

/** What has just been done, for the next screen. */
export type Done = readonly [title: string, text: string]

/** What is told around a recovery code that must be kept before its keys are stored. */
export interface Keeping {
  readonly introduction: readonly string[]
  /** What the button says that stores the keys. */
  readonly submit: string
  readonly done: Done
  /** What to do with the code when the keys could not be stored. */
  readonly ifLost: string
}

export const CREATING: Keeping = {
  introduction: [
    'This code opens your account on the day that you forget your master password. You see it only now.',
    'Without master password and code, nobody can ever open your keys again.',
  ],
  submit: 'Finish my account',
  done: ['Done', 'Your account is finished. Leave the recovery code where you have put it; you can close this page.'],
  ifLost: 'The recovery code that you just saw was not saved from here: it opens nothing.',
}

export const RECOVERING: Keeping = {
  introduction: [
    'This code replaces the one that you have just used, as soon as you have confirmed it: keep the old one until then. You see it only now.',
  ],
  submit: 'Use the new master password',
  done: ['Your master password is changed', 'Your new recovery code counts from now on; destroy the old one.'],
  ifLost:
    'Nothing was changed from here. Keep both codes until you have signed in again and one of them has worked; unless an answer got lost, the new code opens nothing.',
}

export const ROTATING: Keeping = {
  introduction: [
    'This code replaces the one that you have, as soon as you have confirmed it: keep the old one until then. You see it only now.',
  ],
  submit: 'Use the new keys',
  done: ['You have new keys', 'Your new recovery code counts from now on; destroy the old one.'],
  ifLost:
    'Nothing was changed from here. Keep both codes until you have signed in again and one of them has worked; unless an answer got lost, the new code opens nothing.',
}

export const UNLOCKED: Done = [
  'Your master password is right',
  'It opened your keys in this browser, and they are the ones with the fingerprint below. They are locked again now.',
]

export const PASSWORD_CHANGED: Done = [
  'Your master password is changed',
  'Use the new one from now on. Your recovery code is the same as before.',
]
