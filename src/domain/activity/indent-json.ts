import { applyEdits, format } from 'jsonc-parser'

/** JSON text as people read it. Every value stays as it was written; a text that ends too early may be indented too. */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text
  return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }))
}
