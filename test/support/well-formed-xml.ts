/**
 * The elements of an XML document, in the order in which they begin, with their attributes. Throws when it is not
 * well-formed: what a CI could not read. Knows what JUnit needs: elements, attributes, text, no more.
 */
export function readXml(xml: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = []
  const open: number[] = []
  const token = /<\?xml [^?]*\?>\s*|<(\/?)([\w]+)((?:\s+[\w]+="[^"<]*")*)\s*(\/?)>|([^<>]+)/gy
  while (token.lastIndex < xml.length) {
    const from = token.lastIndex
    const match = token.exec(xml)
    if (!match) throw new Error(`This is not well-formed: ${xml.slice(from, from + 100)}`)
    const [, closing, name, attributes = '', selfClosing, text] = match
    if (text !== undefined) {
      const element = elements[open.at(-1) ?? -1]
      if (element) element.text += unescapeXml(text)
      else if (text.trim() !== '') throw new Error(`Text outside of the document: ${text}`)
    } else if (name !== undefined && closing === '/') {
      if (elements[open.pop() ?? -1]?.name !== name) throw new Error(`</${name}> closes another element`)
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescapeXml(value),
      ])
      elements.push({ name, attributes: Object.fromEntries(pairs) as Record<string, string>, text: '' })
      if (selfClosing === '') open.push(elements.length - 1)
    }
  }
  if (open.length > 0) throw new Error('An element is not closed')
  return elements
}

function unescapeXml(text: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error(`Not allowed in XML: ${text}`)
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&([^;]*);?/g, (whole, entity: string) => {
    const character = entity.startsWith('#') ? String.fromCodePoint(Number(entity.slice(1))) : named[entity]
    if (character === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no entity`)
    return character
  })
}
