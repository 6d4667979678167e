import { coreSchema, type Attribute } from './attributes.ts'
import type { Row } from './rows.ts'
import { canonical, isObject } from './values.ts'

/** An attribute that a line wants to be another than it is. */
export interface Difference {
  readonly attribute: Attribute
  readonly from: unknown
  readonly to: unknown
}

type Content = Readonly<Record<string, unknown>>

/** What a line changes of a resource. Passwords are never answered, so those of existing users stay as they are. */
export function differencesOf({ settings }: Row, current: Content): Difference[] {
  return wanted(settings.filter((it) => !it.attribute.isHidden)).flatMap(({ attribute, settle }) => {
    const from = valueAt(current, attribute.keys)
    const to = settle(from)
    return canonical(from) === canonical(to) ? [] : [{ attribute, from, to }]
  })
}

/** The resource that a line makes where there is none. */
export function newResource({ type, settings }: Row): Record<string, unknown> {
  const resource: Record<string, unknown> = {}
  const extensions = new Set<string>()
  for (const { attribute, settle } of wanted(settings)) {
    const value = settle(undefined)
    if (canonical(value) === '') continue
    put(resource, attribute.keys, value)
    if (attribute.extension !== undefined) extensions.add(attribute.extension)
  }
  return { schemas: [coreSchema(type), ...extensions], ...resource }
}

export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

export function toPatch(differences: readonly Difference[]): PatchOperation[] {
  return differences.map(({ attribute: { path }, to }) =>
    canonical(to) === '' ? { op: 'remove', path } : { op: 'replace', path, value: to },
  )
}

/** The value of an attribute in a resource. */
export function valueAt(resource: unknown, keys: readonly string[]): unknown {
  return keys.reduce((it: unknown, key) => (isObject(it) ? it[key] : undefined), resource)
}

/** Sets a value in a resource, and what it is in. */
export function put(resource: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys
  if (rest.length === 0) resource[key] = value
  else {
    const inner = { ...(isObject(resource[key]) ? resource[key] : {}) }
    put(inner, rest, value)
    resource[key] = inner
  }
}

/** Each attribute once, with all that the line wants of it: several columns may be about values of one list. */
function wanted(settings: Row['settings']): { attribute: Attribute; settle: (current: unknown) => unknown }[] {
  const byPath = Map.groupBy(settings, (it) => it.attribute.path)
  return [...byPath.values()].flatMap((those) => {
    const [first] = those
    if (!first) return []
    const settle = (current: unknown): unknown => those.reduce((value, it) => it.desire(value), current)
    return [{ attribute: first.attribute, settle }]
  })
}
