/** What of a request says how it wants to be answered. */
export interface AnswerWish {
  readonly query: { readonly attributes?: string }
  readonly headers: { readonly Prefer?: string }
}

export interface AnswerChoice {
  readonly hasBody: boolean
  /** `Preference-Applied`, where a preference was (RFC 7240 §3). */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Whether a write answers with the resource. Who names attributes gets them (RFC 7644 §3.5.2); else a preference counts
 * (RFC 7240 §4.2), else what the operation does by itself.
 */
export function chooseAnswer({ query, headers }: AnswerWish, byItself: 'body' | 'noBody'): AnswerChoice {
  if (query.attributes?.trim()) return { hasBody: true, headers: {} }
  const preferred = preferredReturn(headers.Prefer ?? '')
  if (preferred === undefined) return { hasBody: byItself === 'body', headers: {} }
  return { hasBody: preferred === 'representation', headers: { 'Preference-Applied': `return=${preferred}` } }
}

const MINIMAL_OR_NOT = /^return\s*=\s*(?:"(minimal|representation)"|(minimal|representation))\s*(?:;.*)?$/is

/** The first `return` of a Prefer header: what comes after it does not count (RFC 7240 §2). */
function preferredReturn(header: string): 'minimal' | 'representation' | undefined {
  const preference = header
    .split(',')
    .map((it) => it.trim())
    .find((it) => /^return(?![\w-])/i.test(it))
  const [, quoted, plain] = MINIMAL_OR_NOT.exec(preference ?? '') ?? []
  const value = (quoted ?? plain)?.toLowerCase()
  return value === 'minimal' || value === 'representation' ? value : undefined
}
