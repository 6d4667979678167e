const texts = new WeakMap<object, string>()

/** The JSON text of an answer, which both the client gets and the activity keeps: made once. */
export function jsonText(body: unknown): string {
  if (typeof body !== 'object' || body === null) return JSON.stringify(body)
  const text = texts.get(body) ?? JSON.stringify(body)
  texts.set(body, text)
  return text
}
