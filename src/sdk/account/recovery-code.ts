import { randomBytes, sha256, toUtf8, type Bytes } from './bytes.ts'
import { AccountKeysError } from './errors.ts'

/** Crockford's: no I, L, O or U, so nothing looks like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SECRET_BYTES = 20
const SECRET_CHARACTERS = 32
const CHECK_CHARACTERS = 4
const GROUP = 4

/** A new recovery code: 160 random bits. */
export const newRecoverySecret = (): Bytes => randomBytes(SECRET_BYTES)

/** As it is printed: nine groups of four characters, the last group made of the others so that a slip shows. */
export async function printRecoveryCode(secret: Bytes): Promise<string> {
  const characters = encode(secret) + (await checkOf(secret))
  return (characters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

/**
 * The secret of a code as a person types it: in small letters, with O for 0 and I or L for 1, with spaces and dashes
 * anywhere. Throws `mistypedRecoveryCode` for what no code can be.
 */
export async function parseRecoveryCode(code: string): Promise<Bytes> {
  const characters = code
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.,:]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const stranger = Array.from(characters).find((character) => !ALPHABET.includes(character))
  if (stranger !== undefined) throw mistyped(`“${stranger}” is in no recovery code`)
  const expected = SECRET_CHARACTERS + CHECK_CHARACTERS
  if (characters.length !== expected) {
    throw mistyped(`A recovery code has ${expected} letters and digits, this one has ${characters.length}`)
  }
  const secret = decode(characters.slice(0, SECRET_CHARACTERS))
  if ((await checkOf(secret)) !== characters.slice(SECRET_CHARACTERS)) {
    throw mistyped('A letter or digit of the recovery code is another')
  }
  return secret
}

/** The first 20 bits of a hash of the secret, as four characters. */
async function checkOf(secret: Bytes): Promise<string> {
  const digest = await sha256(new Uint8Array([...toUtf8('rollcall/recovery-code/v1|'), ...secret]))
  return encode(digest.subarray(0, 5)).slice(0, CHECK_CHARACTERS)
}

/** Five bits a character, the first bit of the first byte first; for whole fives of bytes. */
function encode(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(parseInt(five, 2))).join('')
}

function decode(characters: string): Bytes {
  const bits = Array.from(characters, (it) => ALPHABET.indexOf(it).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => parseInt(eight, 2))
}

function mistyped(what: string): AccountKeysError {
  return new AccountKeysError('mistypedRecoveryCode', `${what}: compare it with your printout, letter by letter`)
}
