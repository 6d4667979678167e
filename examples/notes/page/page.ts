import {
  AccountClient,
  AccountKeysError,
  deriveInWorker,
  encryptFor,
  type EncryptedMessage,
  type UnlockedAccount,
  type VerifiedPublicKeys,
} from 'rollcall-sdk/account'
import { call } from './api.ts'
import { TrustedKeys } from './trusted-keys.ts'
import { find, offer, submitted, tell } from './view.ts'

interface Person {
  readonly id: string
  readonly name: string
  readonly state: 'initialized' | 'ready' | 'suspended'
}

interface Note {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly message: EncryptedMessage
}

const LOOK_AGAIN_MS = 1_000

try {
  const { id } = await call<{ id: string | null }>('GET', '/api/me')
  if (id === null) await signIn()
  else await shareNotes(await openAccount())
} catch (error) {
  tell(error)
}

async function signIn(): Promise<never> {
  const people = await call<Person[]>('GET', '/api/people')
  offer(
    '#sign-in select',
    people.filter(({ state }) => state !== 'suspended'),
  )
  await call('POST', '/api/sign-in', { userId: (await submitted('sign-in'))('userId') })
  return leave()
}

/** The keys of whoever is signed in; made now if there are none yet. */
async function openAccount(): Promise<UnlockedAccount> {
  const worker = new Worker(new URL('rollcall-sdk/account/derive-worker', import.meta.url), { type: 'module' })
  const { ticket, rollcallUrl } = await call<{ ticket: string; rollcallUrl: string }>('POST', '/api/ticket')
  const client = await AccountClient.open({ url: rollcallUrl, ticket, derive: deriveInWorker(worker) })
  find('#sign-out', HTMLButtonElement).onclick = async () => {
    await client.signOut()
    await call('POST', '/api/sign-out')
    await leave()
  }
  const isNew = client.session.state === 'initialized'
  const section = isNew ? 'create-keys' : 'unlock'
  const progress = find(`#${section} progress`, HTMLProgressElement)
  for (;;) {
    const password = (await submitted(section))('password')
    const options = { password, onProgress: (share: number) => (progress.value = share) }
    try {
      if (!isNew) return await client.unlock(options)
      const { account, recoveryCode } = await client.createKeys(options)
      find('#keep-code output', HTMLOutputElement).value = recoveryCode
      await submitted('keep-code')
      return account
    } catch (error) {
      tell(error)
    }
  }
}

async function shareNotes(account: UnlockedAccount): Promise<never> {
  const trusted = new TrustedKeys(account)
  const recipient = find('#notes select', HTMLSelectElement)
  find('#fingerprint', HTMLElement).textContent = account.fingerprint
  recipient.onchange = async () => {
    const keys = await currentKeys(trusted, recipient.value).catch(tell)
    find('#their-fingerprint', HTMLElement).textContent = keys?.fingerprint ?? ''
  }
  void showNotes(account, trusted)
  for (;;) {
    const field = await submitted('notes')
    try {
      const to = field('to')
      const readers = [await currentKeys(trusted, to), account.publicKeys]
      const message = await encryptFor(readers, field('text'), { signedBy: account })
      await call('POST', '/api/notes', { to, message })
      find('#notes textarea', HTMLTextAreaElement).value = ''
    } catch (error) {
      tell(error)
    }
  }
}

/** What to encrypt with to a user. Somebody who was reset has keys for which nobody vouches: people have to compare. */
async function currentKeys(trusted: TrustedKeys, userId: string): Promise<VerifiedPublicKeys> {
  const { current } = await trusted.of(userId).catch((error: unknown) => {
    const isChanged = error instanceof AccountKeysError && error.code === 'keysChanged'
    if (!isChanged || !confirm(`${error.message}. Is it right?`)) throw error
    return trusted.of(userId, { isCompared: true })
  })
  if (!current) throw new Error('They have no keys any more, so there is nothing to encrypt with')
  return current
}

/** Looks for new notes, for as long as the page is there. */
async function showNotes(account: UnlockedAccount, trusted: TrustedKeys): Promise<never> {
  const shown = new Set<string>()
  for (;;) {
    try {
      const people = await call<Person[]>('GET', '/api/people')
      const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? 'somebody who has left'
      find('#me', HTMLElement).textContent = nameOf(account.userId)
      offer(
        '#notes select',
        people.filter(({ id, state }) => state === 'ready' && id !== account.userId),
      )
      for (const note of await call<Note[]>('GET', '/api/notes')) {
        if (shown.has(note.id)) continue
        const item = document.createElement('li')
        item.textContent = `${nameOf(note.from)} to ${nameOf(note.to)}: ${await read(note, account, trusted)}`
        find('#notes ul', HTMLElement).prepend(item)
        shown.add(note.id)
      }
    } catch (error) {
      tell(error)
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

/** What a note says, or why it cannot be read or believed. */
async function read({ from, message }: Note, account: UnlockedAccount, trusted: TrustedKeys): Promise<string> {
  try {
    const { all } = await trusted.of(from)
    return (await account.decrypt(message, { from: all })).text()
  } catch (error) {
    if (error instanceof AccountKeysError) return `(${error.message})`
    throw error
  }
}

/** Begins anew; open keys go with the page. */
function leave(): Promise<never> {
  location.reload()
  return new Promise(() => undefined)
}
