import { readFileSync } from 'node:fs'

/** A fenced block of code in a document of ours. */
export interface CodeBlock {
  /** The heading that it stands under. */
  readonly heading: string
  readonly language: string
  /** What stands behind the language, for example `browser`. */
  readonly purpose: string
  readonly code: string
}

/** The blocks of code of a Markdown file, in order. */
export function codeBlocksOf(file: string): CodeBlock[] {
  const source = readFileSync(file, 'utf8')
  let heading = ''
  return [...source.matchAll(/^#+ ([^\n]+)$|^```(\w+) ?(\w*)\n(.*?)^```$/gms)].flatMap(
    ([, newHeading, language = '', purpose = '', code = '']) => {
      heading = newHeading ?? heading
      return newHeading === undefined ? [{ heading, language, purpose, code }] : []
    },
  )
}
