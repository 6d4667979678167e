/* The way of a visitor through the page: which screen follows which, and why. */
import { AccountKeysError, type AccountKeysErrorCode } from '../sdk/account/index.ts'
import { RequestError } from './api.ts'
import { takeArrival, type Arrival } from './address.ts'
import { OwnAccount, SomeoneElse, type UnsavedKeys } from './own-account.ts'
import { inWords } from './parts/form.ts'
import { CREATING, PASSWORD_CHANGED, RECOVERING, ROTATING, UNLOCKED, type Done, type Keeping } from './outcomes.ts'
import { confirmCode } from './screens/confirm-code.ts'
import { createPassword } from './screens/create.ts'
import * as outside from './screens/outside.ts'
import { signInProblem } from './screens/problem.ts'
import { ready, type ReadyChoices } from './screens/ready.ts'
import { recoveryCode } from './screens/recovery-code.ts'
import { changeMasterPassword, makeNewKeys, recoverByCode, unlockKeys } from './screens/with-keys.ts'
import { show, showVisitor } from './shell.ts'

/** Shows where the visitor is: signed in by a ticket, or still, or not at all. */
export async function begin({ ticket, problem }: Arrival): Promise<void> {
  showVisitor(undefined)
  if (!isSecureContext) {
    show(outside.insecure())
    return
  }
  if (problem !== undefined) {
    show(signInProblem(problem))
    return
  }
  show(outside.loading())
  try {
    const account = ticket === undefined ? await OwnAccount.resume() : await OwnAccount.signIn(ticket)
    if (account) await go(account)
    else show(outside.signedOut())
  } catch (error) {
    const isRefused = error instanceof RequestError && error.isRefusal
    if (ticket !== undefined && isRefused) show(signInProblem(error.code, error.message))
    else if (!turnBack(error)) show(outside.broken(inWords(error), () => location.reload()))
  }
}

/** A ticket for a page that is open already changes no more than the end of its address. */
export function beginAnewWithTickets(): void {
  addEventListener('hashchange', () => {
    const arrival = takeArrival()
    if (arrival.ticket !== undefined) void begin(arrival)
  })
}

async function go(account: OwnAccount, done?: Done): Promise<void> {
  showVisitor(account.session, () => void leave(account))
  switch (account.session.state) {
    case 'initialized': {
      create(account)
      return
    }
    case 'ready':
      return home(account, done)
    case 'suspended': {
      show(outside.suspended())
      return
    }
    case 'closed': {
      show(outside.closed())
      return
    }
  }
}

async function leave(account: OwnAccount): Promise<void> {
  try {
    await account.signOut()
  } catch (error) {
    show(outside.broken(`You are still signed in. ${inWords(error)}`, () => void leave(account)))
    return
  }
  showVisitor(undefined)
  show(outside.signedOut(true))
}

function create(account: OwnAccount): void {
  show(
    createPassword({
      session: account.session,
      onFailure: turnBack,
      onPassword: async (password, onProgress) => {
        keepCode(account, await account.create(password, onProgress), CREATING)
      },
    }),
  )
}

/**
 * Shows the code, lets the visitor prove that it is kept, and only then stores the keys: whenever the tab is closed before,
 * the account is as it was, and no account has a recovery code that nobody saw.
 */
function keepCode(account: OwnAccount, keys: UnsavedKeys, { introduction, submit, done, ifLost }: Keeping): void {
  const step = 'Step 2 of 2'
  const { session } = account
  const showCode = (): void => show(recoveryCode({ session, ...keys, step, introduction }, confirm))
  const confirm = (): void =>
    show(
      confirmCode({
        recoveryCode: keys.recoveryCode,
        step,
        submit,
        onBack: showCode,
        onFailure: (error) => turnBack(error, ifLost),
        onConfirmed: async () => go(account, (await isStored(keys)) ? done : [CHANGED_ELSEWHERE, ifLost]),
      }),
    )
  showCode()
}

const CHANGED_ELSEWHERE = 'Your keys were changed somewhere else meanwhile'

/** Stores the keys; false if somebody was faster, in another tab for example: what is stored there stays. */
async function isStored(keys: UnsavedKeys): Promise<boolean> {
  try {
    await keys.save()
    return true
  } catch (error) {
    if (error instanceof RequestError && [409, 412].includes(error.status)) return false
    throw error
  }
}

async function home(account: OwnAccount, done?: Done): Promise<void> {
  try {
    const keys = await account.publicKeys()
    const { createdAt } = keys
    const fingerprint = account.hasOpened(keys) ? keys.fingerprint : undefined
    show(ready(account.session, { createdAt, fingerprint }, choices(account), done))
  } catch (error) {
    if (!turnBack(error)) show(outside.broken(inWords(error), () => void home(account, done)))
  }
}

function choices(account: OwnAccount): ReadyChoices {
  const common = { session: account.session, onFailure: turnBack, onBack: () => void home(account) }
  return {
    unlock: () =>
      show(
        unlockKeys({
          ...common,
          onPassword: async (password, onProgress) => {
            await account.unlock(password, onProgress)
            await home(account, UNLOCKED)
          },
        }),
      ),
    changePassword: () =>
      show(
        changeMasterPassword({
          ...common,
          onPasswords: async (password, newPassword, onProgress) => {
            await account.changePassword(password, newPassword, onProgress)
            await home(account, PASSWORD_CHANGED)
          },
        }),
      ),
    recover: () =>
      show(
        recoverByCode({
          ...common,
          onCode: async (code, password, onProgress) =>
            keepCode(account, await account.recover(code, password, onProgress), RECOVERING),
        }),
      ),
    rotate: () =>
      show(
        makeNewKeys({
          ...common,
          onPassword: async (password, onProgress) =>
            keepCode(account, await account.rotate(password, onProgress), ROTATING),
        }),
      ),
  }
}

/** Shows why the visitor cannot go on, if that is no matter of what was typed. Returns whether it is so. */
function turnBack(error: unknown, ifLost?: string): boolean {
  if (error instanceof RequestError && error.isSessionOver) {
    showVisitor(undefined)
    show(outside.ended(error.message, ifLost))
  } else if (error instanceof SomeoneElse) {
    showVisitor(undefined)
    show(outside.someoneElse())
  } else if (error instanceof AccountKeysError && DISTRUSTED.includes(error.code)) {
    show(outside.refused(error.message))
  } else return false
  return true
}

/** What a server that is what it should be does not cause. */
const DISTRUSTED: readonly AccountKeysErrorCode[] = [
  'tampered',
  'olderRevision',
  'unsafeDerivation',
  'unknownFormat',
  'keysChanged',
]
