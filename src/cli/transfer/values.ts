import type { Attribute } from './attributes.ts'
import type { Setting } from './rows.ts'

/** A value that does not fit its attribute; the message goes on from "column or attribute X". */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}

type Element = Readonly<Record<string, unknown>>

/**
 * What a cell of a CSV file wants of an attribute. An empty cell wants no value; it says nothing of a boolean, which is
 * true or false. `ownKinds` are the kinds of a list's values that have columns of their own. Throws ValueError.
 */
export function fromCell(attribute: Attribute, cell: string, ownKinds: readonly string[] = []): Setting {
  const text = cell.trim()
  if (text === '') {
    if (attribute.type === 'boolean') return { attribute, desire: (it) => it }
    if (!attribute.isList) return { attribute, desire: () => undefined }
    if (attribute.hasPrimary) return { attribute, desire: (it) => withoutPrimary(listOf(it), ownKinds) }
    return { attribute, desire: (it) => listOf(it).filter((element) => isOfKind(element, ownKinds)) }
  }
  if (!attribute.isList) {
    const value = toScalar(attribute, text)
    // What differs only by spaces around it is no change.
    return { attribute, desire: (it) => (typeof it === 'string' && it.trim() === value ? it : value) }
  }
  if (text.startsWith('[')) {
    const elements = toElements(attribute, parseJson(text))
    return { attribute, desire: () => elements }
  }
  if (!attribute.subAttributes.some((it) => it.name === 'value')) throw new ValueError('has to be a JSON list')
  if (attribute.hasPrimary) return { attribute, desire: (it) => withPrimary(listOf(it), text, ownKinds) }
  const values = text.split(';').map((it) => ({ value: it.trim() }))
  return { attribute, desire: () => values.filter((it) => it.value !== '') }
}

/** What a cell wants of one value of a list: `emails[type eq "home"].value`. Throws ValueError. */
export function fromElementCell(attribute: Attribute, kind: string, part: Attribute, cell: string): Setting {
  const text = cell.trim()
  const value = text === '' ? undefined : toScalar(part, text)
  return {
    attribute,
    desire: (current) => {
      const list = listOf(current)
      const index = list.findIndex((it) => it.type === kind)
      const changed = { ...(list[index] ?? { type: kind }), [part.name]: value }
      const isEmpty = Object.entries(changed).every(
        ([name, it]) => it === undefined || name === 'type' || name === 'primary',
      )
      if (index === -1) return isEmpty ? list : [...list, changed]
      return isEmpty ? list.toSpliced(index, 1) : list.with(index, changed)
    },
  }
}

/** What a value of a JSON resource wants of an attribute. `null` wants no value. Throws ValueError. */
export function fromJson(attribute: Attribute, value: unknown): Setting[] {
  if (attribute.isReadOnly) return []
  if (value === null) return [{ attribute, desire: () => undefined }]
  if (attribute.isList) {
    const elements = toElements(attribute, value)
    return [{ attribute, desire: () => elements }]
  }
  if (attribute.subAttributes.length === 0) {
    checkType(attribute, value)
    return [{ attribute, desire: () => value }]
  }
  if (!isObject(value)) throw new ValueError('has to be an object')
  return Object.entries(value).flatMap(([name, it]) => fromJson(partNamed(attribute, name), it))
}

/** A value as a cell of a CSV file, which `fromCell` reads back as the same. */
export function toCell(attribute: Attribute, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (!attribute.isList) return typeof value === 'string' ? value : JSON.stringify(value)
  const list = listOf(value)
  if (list.length === 0) return ''
  const values = list.map((it) => (typeof it.value === 'string' ? it.value : ''))
  const isPlain = values.every((it) => it !== '' && !it.startsWith('[') && it.trim() === it)
  if (isPlain && attribute.hasPrimary && list.length === 1) {
    const [plain = ''] = values
    if (canonical(list) === canonical([newPrimary(plain)])) return plain
  }
  const hasOnlyValues = list.every((it) => Object.keys(it).length === 1)
  if (isPlain && !attribute.hasPrimary && hasOnlyValues && values.every((it) => !it.includes(';'))) {
    return values.join(';')
  }
  return JSON.stringify(list)
}

/** A form in which equal values are equal texts: the order of a list and of members means nothing, nor does emptiness. */
export function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(canonical).sort().join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([name, it]) => canonical(it) !== '' && !(name === 'primary' && it === false))
    .map(([name, it]) => `${JSON.stringify(name)}:${canonical(it)}`)
  return members.length === 0 ? '' : `{${members.sort().join(',')}}`
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/**
 * The list with another primary value: the one that is marked so, or else the first, is the one that is meant. Those of
 * `ownKinds` keep their values, which other columns say.
 */
function withPrimary(list: readonly Element[], value: string, ownKinds: readonly string[]): readonly Element[] {
  const marked = list.findIndex((it) => it.primary === true)
  if (list[Math.max(0, marked)]?.value === value) return list
  const same = list.find((it) => it.value === value && isOfKind(it, ownKinds))
  if (same) return list.map((it) => (it === same ? { ...it, primary: true } : unmarked(it)))
  const index = marked === -1 ? list.findIndex((it) => !isOfKind(it, ownKinds)) : marked
  if (index === -1 || isOfKind(list[index], ownKinds)) return [...list.map(unmarked), newPrimary(value, ownKinds)]
  return list.with(index, { ...list[index], value }).filter((it, at) => at === index || it.value !== value)
}

/**
 * The list without the value that is marked as primary. Where none is, none goes: else the next would go each time that
 * the same file is imported.
 */
function withoutPrimary(list: readonly Element[], ownKinds: readonly string[]): readonly Element[] {
  return list.filter((it) => it.primary !== true || isOfKind(it, ownKinds)).map(unmarked)
}

function newPrimary(value: string, ownKinds: readonly string[] = []): Element {
  return { value, ...(!ownKinds.includes('work') && { type: 'work' }), primary: true }
}

function unmarked(element: Element): Element {
  return element.primary === true ? { ...element, primary: undefined } : element
}

function isOfKind(element: Element | undefined, kinds: readonly string[]): boolean {
  return typeof element?.type === 'string' && kinds.includes(element.type)
}

function toScalar(attribute: Attribute, text: string): unknown {
  if (attribute.subAttributes.length > 0) {
    throw new ValueError(`has parts; give it as ${attribute.subAttributes.map((it) => it.path).join(', ')}`)
  }
  switch (attribute.type) {
    case 'boolean':
      if (/^(true|yes|1)$/i.test(text)) return true
      if (/^(false|no|0)$/i.test(text)) return false
      throw new ValueError(`has to be true or false, not '${text}'`)
    case 'integer':
    case 'decimal':
      if (!Number.isFinite(Number(text))) throw new ValueError(`has to be a number, not '${text}'`)
      return Number(text)
    default:
      return text
  }
}

function toElements(attribute: Attribute, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ValueError('has to be a list')
  return value.map((element: unknown) => {
    if (!isObject(element)) throw new ValueError('has to be a list of objects')
    const parts = Object.entries(element).map(([name, it]) => [partNamed(attribute, name), it] as const)
    for (const [part, it] of parts) if (it !== null) checkType(part, it)
    return Object.fromEntries(
      parts.filter(([part, it]) => !part.isReadOnly && it !== null).map(([part, it]) => [part.name, it]),
    )
  })
}

function partNamed(attribute: Attribute, name: string): Attribute {
  const found = attribute.subAttributes.find((it) => it.name.toLowerCase() === name.toLowerCase())
  if (!found) throw new ValueError(`has no part '${name}'`)
  return found
}

function checkType({ type, path }: Attribute, value: unknown): void {
  const wanted = type === 'boolean' ? 'boolean' : type === 'integer' || type === 'decimal' ? 'number' : 'string'
  if (typeof value !== wanted) throw new ValueError(`has to have a ${wanted} as ${path}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ValueError('begins like a JSON list and is none')
  }
}
