/** What looks like a SCIM filter already: an attribute and an operator (RFC 7644 §3.4.2.2). */
const FILTER = /^\s*(?:not\s*)?\(?\s*[\w:.$-]+(?:\[.*)?\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b|\[/i

/** Makes a filter of what somebody typed: words are looked for in the attributes, filters stay as they are. */
export function toFilter(text: string, attributes: readonly string[]): string {
  const words = text.trim()
  if (words === '' || FILTER.test(words)) return words
  return attributes.map((attribute) => `${attribute} co ${JSON.stringify(words)}`).join(' or ')
}
