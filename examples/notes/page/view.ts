/** An element that the page has, by a selector. */
export function find<Type extends HTMLElement>(selector: string, type: new () => Type): Type {
  const element = document.querySelector(selector)
  if (!(element instanceof type)) throw new Error(`The page lacks ${selector}`)
  return element
}

/** Shows this section and no other, and waits until its form is sent. Returns what its fields had. */
export function submitted(section: string): Promise<(field: string) => string> {
  for (const it of document.querySelectorAll('section')) it.hidden = it.id !== section
  const form = find(`#${section} form`, HTMLFormElement)
  return new Promise((resolve) => {
    form.onsubmit = (event) => {
      event.preventDefault()
      tell('')
      const data = new FormData(form)
      resolve((field) => {
        const value = data.get(field)
        return typeof value === 'string' ? value : ''
      })
    }
  })
}

/** Says what went wrong. */
export function tell(problem: unknown): void {
  find('#problem', HTMLElement).textContent = problem instanceof Error ? problem.message : String(problem)
}

/** Adds those who are not there yet to a list to choose from. */
export function offer(selector: string, people: readonly { readonly id: string; readonly name: string }[]): void {
  const select = find(selector, HTMLSelectElement)
  const known = new Set(Array.from(select.options, ({ value }) => value))
  select.append(...people.filter(({ id }) => !known.has(id)).map(({ id, name }) => new Option(name, id)))
}
