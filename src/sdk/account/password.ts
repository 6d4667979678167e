import { toUtf8, type Bytes } from './bytes.ts'
import { AccountKeysError } from './errors.ts'

export const SHORTEST_PASSWORD = 12

/** Controls, characters that nobody sees, and those that are none, or none yet: another keyboard may not have them. */
const UNUSABLE = /[\p{Cc}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}]/u

/** The same bytes for the same password, however a keyboard composes its characters (RFC 8265 §4.2: OpaqueString). */
export function passwordBytes(password: string): Bytes {
  return toUtf8(password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC'))
}

/** Refuses a new master password that is too short or cannot be typed again. How well it is chosen, the page must judge. */
export function checkNewPassword(password: string): void {
  const normalized = password.normalize('NFC')
  if (UNUSABLE.test(normalized)) {
    throw new AccountKeysError(
      'passwordUnusable',
      'The master password has an invisible character (in an emoji, for example), which other keyboards may not have: leave it out',
    )
  }
  if (Array.from(normalized).length < SHORTEST_PASSWORD) {
    throw new AccountKeysError(
      'passwordTooShort',
      `The master password needs ${SHORTEST_PASSWORD} characters or more: a few words that do not belong together are good`,
    )
  }
}
