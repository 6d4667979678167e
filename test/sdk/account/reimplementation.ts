/**
 * The formats of docs/security/account-keys.md once more, by `node:crypto` alone: no line of it is shared with the library,
 * so that a mistake in the document, or in the library, shows.
 */
import {
  argon2Sync,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
  type JsonWebKey,
} from 'node:crypto'

interface Owner {
  readonly organizationId: string
  readonly userId: string
}

interface Derivation {
  readonly salt: string
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
}

interface GeneralJwe {
  readonly protected: string
  readonly iv: string
  readonly ciphertext: string
  readonly tag: string
  readonly recipients: readonly {
    readonly encrypted_key: string
    readonly header: { readonly kid: string; readonly epk?: JsonWebKey }
  }[]
}

const bytes = (base64url: string): Buffer => Buffer.from(base64url, 'base64url')
const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()

/** A part of a JWS or JWE. */
export const read = (part = ''): unknown => JSON.parse(bytes(part).toString('utf8'))

export function passwordKey(password: string, { salt, memoryKiB, iterations, parallelism }: Derivation, owner: Owner) {
  const masterKey = argon2Sync('argon2id', {
    message: password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC'),
    nonce: bytes(salt),
    memory: memoryKiB,
    passes: iterations,
    parallelism,
    tagLength: 32,
  })
  return wrappingKey(masterKey, 'password', owner)
}

export function recoveryKey(code: string, owner: Owner): Buffer {
  const characters = code.replaceAll('-', '').slice(0, 32)
  const bits = Array.from(characters, (it) => CROCKFORD.indexOf(it).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from(BigInt(`0b${bits}`).toString(16).padStart(40, '0'), 'hex')
  return wrappingKey(secret, 'recovery', owner)
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function wrappingKey(secret: Buffer, purpose: string, { organizationId, userId }: Owner): Buffer {
  const info = `rollcall/account/v1/${purpose}|${organizationId}|${userId}`
  return Buffer.from(hkdfSync('sha256', secret, '', info, 32))
}

export function open(key: Buffer, jwe: string): Buffer {
  const [header = '', , iv = '', ciphertext = '', tag = ''] = jwe.split('.')
  return decryptGcm(key, { header, iv, ciphertext, tag })
}

function decryptGcm(
  key: Buffer,
  { header, iv, ciphertext, tag }: Record<'header' | 'iv' | 'ciphertext' | 'tag', string>,
) {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(iv))
  decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(bytes(tag))
  return Buffer.concat([decipher.update(bytes(ciphertext)), decipher.final()])
}

export function isSigned(jws: string, publicJwk: JsonWebKey): boolean {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const key = createPublicKey({ key: publicJwk, format: 'jwk' })
  return verify(null, Buffer.from(`${header}.${payload}`, 'ascii'), key, bytes(signature))
}

export function keyIdOf(encryptionKey: JsonWebKey, signingKey: JsonWebKey): string {
  const text = `{"encryptionKey":"${thumbprint(encryptionKey)}","signingKey":"${thumbprint(signingKey)}"}`
  return sha256(text).toString('base64url')
}

function thumbprint({ crv = '', kty = '', x = '' }: JsonWebKey): string {
  return sha256(`{"crv":"${crv}","kty":"${kty}","x":"${x}"}`).toString('base64url')
}

export function fingerprintOf(keyId: string): string {
  const digits = (BigInt(`0x${bytes(keyId).toString('hex')}`) % 10n ** 40n).toString().padStart(40, '0')
  return (digits.match(/.{5}/g) ?? []).join(' ')
}

export function decryptMessage(message: GeneralJwe, keyId: string, privateJwk: JsonWebKey): Buffer {
  const recipient = message.recipients.find(({ header }) => header.kid === keyId)
  if (!recipient) throw new Error('The message is for others')
  const { epk = recipient.header.epk } = read(message.protected) as { epk?: JsonWebKey }
  if (!epk) throw new Error('The message has no ephemeral key')
  const agreed = diffieHellman({
    publicKey: createPublicKey({ key: epk, format: 'jwk' }),
    privateKey: createPrivateKey({ key: privateJwk, format: 'jwk' }),
  })
  const unwrap = createDecipheriv('id-aes256-wrap', concatKdf(agreed), Buffer.alloc(8, 0xa6))
  const contentKey = Buffer.concat([unwrap.update(bytes(recipient.encrypted_key)), unwrap.final()])
  return decryptGcm(contentKey, { ...message, header: message.protected })
}

/** RFC 7518 §4.6.2, for 256 bits. */
function concatKdf(agreed: Buffer): Buffer {
  const algorithm = Buffer.from('ECDH-ES+A256KW', 'ascii')
  const number = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 0xff])
  const info = [number(algorithm.length), algorithm, number(0), number(0), number(256)]
  return sha256(Buffer.concat([number(1), agreed, ...info]))
}

/** Of JSON whose members are integers, texts without control characters, null and more of that (RFC 8785). */
export function hashOfCanonical(value: unknown): string {
  return sha256(canonical(value)).toString('base64url')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, it]) => `${JSON.stringify(name)}:${canonical(it)}`).join(',')}}`
}
