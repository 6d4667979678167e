/** A value of an attribute for people; undefined where there is none. Values of many stand below each other. */
export function valueInWords(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((it) => valueInWords(it) ?? '').join('\n')
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'object') return nameIn(value) ?? JSON.stringify(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a member or a reference is called. */
function nameIn(value: object): string | undefined {
  const { displayName, display, name } = value as Record<string, unknown>
  return [displayName, display, name].find((it) => typeof it === 'string')
}
