import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'

/** What an answer is found by and sealed with. Who has the database alone has neither. */
export interface AnswerKey {
  readonly id: string
  readonly cipher: Buffer
}

/** A first answer to a request, and what it was asked. */
export interface SealedAnswer {
  /** The hash of the body of the request. */
  readonly asked: string
  readonly answer: unknown
}

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key that 64 secret bytes make. */
export function answerKey(secret: Buffer): AnswerKey {
  return { id: secret.subarray(0, 32).toString('base64url'), cipher: secret.subarray(32) }
}

/** What stands for the body of a request. */
export function hashOfBody(body: unknown): string {
  return hash('sha256', JSON.stringify(body ?? null), 'base64url')
}

/** Answers show secrets, so what is stored of one can be read only with its key. */
export function sealAnswer({ id, cipher: key }: AnswerKey, sealed: SealedAnswer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(id))
  const text = Buffer.concat([cipher.update(JSON.stringify(sealed)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** Throws for a text that was not sealed with this key. */
export function openAnswer({ id, cipher: key }: AnswerKey, text: string): SealedAnswer {
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(id))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  return JSON.parse(opened.toString()) as SealedAnswer
}
