/*
 * A spreadsheet takes a cell that begins with one of these for a formula, and a formula can send what is in the sheet
 * elsewhere (OWASP, CSV Injection). An apostrophe in front makes it a text; one that was there before gets another, so
 * that taking one away gives back exactly what was written.
 */
const BEGINS_LIKE_A_FORMULA = /^[=+\-@\t\r＝＋－＠]/
const IS_PROTECTED = /^'['=+\-@\t\r＝＋－＠]/

/** A cell that no spreadsheet takes for a formula. */
export function protectCell(text: string): string {
  return BEGINS_LIKE_A_FORMULA.test(text) || IS_PROTECTED.test(text) ? `'${text}` : text
}

/** What a cell was before `protectCell`; a cell that nobody has protected stays as it is. */
export function unprotectCell(text: string): string {
  return IS_PROTECTED.test(text) ? text.slice(1) : text
}
