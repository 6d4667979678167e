/** Something that the person at the terminal can mend; the message says how, so it is all that they are shown. */
export class PlainError extends Error {
  override readonly name: string = 'PlainError'
}
