/*
 * Values that a server has sent: anything at all. Nothing here throws, whatever it is given.
 */

/** What is at a place: one key after the other, because the URN of an extension has dots in it. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

/** The elements of a list; none if it is no list. */
export function elementsAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

/** Whether there is no value, in one of the ways that RFC 7643 §2.5 holds for the same. */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A value in a message. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/**
 * Where a value lacks something of what was expected of it, in words. It may have more than that; an element of a list
 * may be at any place, because order has no meaning (RFC 7643 §2.4).
 */
export function differences(expected: unknown, actual: unknown, place = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${place} is ${shown(actual)}, not a list`]
    const missing = expected.filter((it) => !actual.some((one) => differences(it, one).length === 0))
    return missing.map((it) => `${place} has no ${shown(it)}, but is ${shown(actual)}`)
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, at(actual, key), place === '' ? key : `${place}.${key}`),
    )
  }
  return expected === actual ? [] : [`${place} is ${shown(actual)}, not ${shown(expected)}`]
}
