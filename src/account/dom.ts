export type Child = Node | string | undefined

type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>

/**
 * An element with attributes, listeners (`onclick`) and children. Text stays text whatever is in it: nothing here reads
 * markup, as the policy of the page demands (Trusted Types).
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (typeof value === 'boolean') made.toggleAttribute(name, value)
    else if (value !== undefined) made.setAttribute(name, String(value))
  }
  made.append(...children.filter((it) => it !== undefined))
  return made
}

let lastId = 0

/** An id that no other element of the page has. */
export function uniqueId(): string {
  lastId += 1
  return `id-${lastId}`
}

export function paragraph(...children: readonly Child[]): HTMLParagraphElement {
  return element('p', {}, ...children)
}
