import type { ServerOptions } from './client.ts'

/*
 * What commands print. Values come from customers and their identity providers, so nothing of them may move the cursor,
 * change a colour or turn the direction of writing: in tables and sentences such characters show as �, in JSON as escapes.
 */

// Controls, the separators of lines and paragraphs, and what changes the direction of writing.
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Emoji_Presentation}/u
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const NARROWEST = 8

let segmenter: Intl.Segmenter | undefined

/** What a reader takes for one character each. Made when it is needed: that takes a tenth of the time of most commands. */
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter()
  return segmenter.segment(text)
}

/** A value as it can be shown on a terminal. */
export function safe(text: string): string {
  return text.replace(UNSAFE, '\ufffd')
}

/** The same for a text of several lines. */
export function safeLines(text: string): string {
  return text.split('\n').map(safe).join('\n')
}

/** JSON that is the same value and can be shown on a terminal. */
export function toJson(value: unknown, indent?: number): string {
  const escape = (it: string): string => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value, undefined, indent).replace(UNSAFE_IN_JSON, escape)
}

/** Prints an answer: as JSON, or as the lines that are given for it. */
export function print(answer: unknown, { json }: Pick<ServerOptions, 'json'>, lines: readonly string[]): void {
  console.log(json ? toJson(answer, 2) : lines.join('\n'))
}

/** Prints items as they come: as one JSON array, or as a table once all are there. */
export async function printList<T>(
  items: AsyncIterable<T>,
  { json }: Pick<ServerOptions, 'json'>,
  heading: readonly string[],
  toRow: (item: T) => readonly string[],
): Promise<number> {
  let count = 0
  const rows: (readonly string[])[] = []
  for await (const item of items) {
    if (json) process.stdout.write(`${count === 0 ? '[\n' : ',\n'}  ${toJson(item, 2).replaceAll('\n', '\n  ')}`)
    else rows.push(toRow(item))
    count += 1
  }
  console.log(json ? (count === 0 ? '[]' : '\n]') : table(heading, rows).join('\n'))
  return count
}

/** Rows as columns of equal width under a heading, as wide as the terminal at most; a pipe gets everything. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width: number = process.stdout.isTTY ? process.stdout.columns || 80 : Infinity,
): string[] {
  const lines = [heading, ...rows].map((row) => row.map(safe))
  const widths = fit(lines, width)
  return lines.map((line) =>
    line
      .map((cell, column) => pad(shorten(cell, widths[column] ?? 0), widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** How wide each column is: what it needs, or less of the widest where there is not enough. Ids are for copying. */
function fit(lines: readonly (readonly string[])[], width: number): number[] {
  const [heading = []] = lines
  const needed = heading.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))))
  const isWhole = heading.map((_, column) => lines.some((line) => UUID.test(line[column] ?? '')))
  const widths = [...needed]
  const sum = (): number => widths.reduce((total, it) => total + it + 2, -2)
  while (sum() > width) {
    const candidates = widths.map((it, column) => (isWhole[column] || it <= NARROWEST ? 0 : it))
    const widest = candidates.indexOf(Math.max(...candidates))
    if ((candidates[widest] ?? 0) === 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let shown = ''
  for (const { segment } of graphemesOf(text)) {
    if (widthOf(shown) + widthOf(segment) > width - 1) break
    shown += segment
  }
  return `${shown}…`
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** How many columns a text takes. */
function widthOf(text: string): number {
  // Plain ASCII, which nearly everything is, needs no segmenter.
  if (/^[\0-\x7f]*$/.test(text)) return text.length
  return [...graphemesOf(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0)
}
