const TOKENS = /"(?:[^"\\]|\\.)*"?|[[\]{},:]|[^\s"[\]{},:]+/gs

/** Levels that are indented: text that is nested without end must not grow without bounds. */
const DEEPEST = 20

/** JSON text as people read it. Every value stays as it was written; a text that ends too early may be indented too. */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text
  const pieces: string[] = []
  let depth = 0
  let before = ''
  for (const [token] of text.matchAll(TOKENS)) {
    const isEnd = token === '}' || token === ']'
    const isAfterBegin = before === '{' || before === '['
    if (isEnd) depth = Math.max(0, depth - 1)
    if (isEnd ? !isAfterBegin : isAfterBegin || before === ',') {
      pieces.push('\n', '  '.repeat(Math.min(depth, DEEPEST)))
    }
    pieces.push(token === ':' ? ': ' : token)
    if (token === '{' || token === '[') depth += 1
    before = token
  }
  return pieces.join('')
}
