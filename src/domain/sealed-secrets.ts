import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets that must be read again, such as those that deliveries are signed with, out of who reads the database. */
export interface SecretSealer {
  /**
   * The text as it may be stored. `associated` says where it belongs, such as the ids of its organization and its row: a
   * sealed text that was moved elsewhere cannot be opened.
   */
  readonly seal: (text: string, associated: string) => string
  /** The text that was sealed. Throws SealedTextError with what to do. */
  readonly open: (sealed: string, associated: string) => string
}

/** A sealed text that cannot be opened; the message says why, and what to do. */
export class SealedTextError extends Error {
  override readonly name = 'SealedTextError'
}

/** A key, and the name by which texts say that they were sealed with it. */
export interface SealingKey {
  readonly id: string
  readonly cipher: Buffer
}

const VERSION = 's1'
const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key that a configured text of 32 characters or more makes, or a stored one. */
export function sealingKey(secret: string): SealingKey {
  // RFC 5869. The secret is a key already, not a password: it needs nothing that is slow.
  const derive = (purpose: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'rollcall sealed secrets', purpose, bytes))
  return { id: derive('id', 6).toString('base64url'), cipher: derive(ALGORITHM, 32) }
}

/** Seals with the first of the keys and opens what any of them has sealed. */
export function secretSealer(first: SealingKey, ...others: readonly SealingKey[]): SecretSealer {
  const keys = new Map([first, ...others].map((key) => [key.id, key]))
  return {
    seal: (text, associated) => sealWith(first, text, associated),
    open: (sealed, associated) => {
      const [version, id = '', bytes] = sealed.split('.')
      if (version !== VERSION || bytes === undefined) throw altered()
      const key = keys.get(id)
      if (!key) throw sealedElsewhere(id)
      return openWith(key, Buffer.from(bytes, 'base64url'), associated)
    },
  }
}

function sealWith({ id, cipher: key }: SealingKey, text: string, associated: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(associated))
  const sealed = Buffer.concat([cipher.update(text), cipher.final()])
  return [VERSION, id, Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')].join('.')
}

function openWith({ cipher: key }: SealingKey, bytes: Buffer, associated: string): string {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw altered()
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(associated))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)).toString() + decipher.final().toString()
  } catch (error) {
    throw altered({ cause: error })
  }
}

function sealedElsewhere(id: string): SealedTextError {
  return new SealedTextError(
    `A secret in the database was sealed with the key '${id}', which this process does not have. Start every process ` +
      'with the ROLLCALL_SECRETS_KEY that it was sealed with.',
  )
}

function altered(options?: ErrorOptions): SealedTextError {
  return new SealedTextError(
    'A sealed secret in the database was altered, or does not belong where it is. Restore it from a backup, or rotate ' +
      'the secret.',
    options,
  )
}
