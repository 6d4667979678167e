import { visit, type JSONVisitor } from 'jsonc-parser'

/** What stands in the place of a secret. */
export const MASK = '***'

/** What must not be kept of the bodies of a kind of request, by the lower-case names of members. */
export interface SecretNames {
  readonly names: ReadonlySet<string>
  /** Whether a text may mention one of them; a text that may not needs no closer look. */
  readonly mention: RegExp
}

export function secretNames(names: readonly string[]): SecretNames {
  // A name may hide behind escapes of JSON or of URLs.
  const words = names.map((it) => it.replaceAll(/[^\w-]/g, '\\$&'))
  return {
    names: new Set(names.map((it) => it.toLowerCase())),
    mention: names.length === 0 ? /(?!)/ : new RegExp(`${words.join('|')}|\\\\u00`, 'i'),
  }
}

// Whatever stands before it: an escape in a URL or in JSON ends in a letter or a digit.
const OUR_SECRETS = /rc_([a-z]+)_[0-9A-Za-z]{20,}/g

/** A text with our own secrets masked, wherever they stand in it. */
export function maskOurSecrets(text: string): string {
  return text.includes('rc_') ? text.replaceAll(OUR_SECRETS, `rc_$1_${MASK}`) : text
}

export interface MaskedJson {
  readonly text: string
  /** Whether a filter or a path had a secret in it, which what is answered about them may repeat. */
  readonly isInPath: boolean
}

/**
 * JSON text with the values of secret members masked, at any depth; whatever a PATCH sets under a path that names one;
 * and what filters compare one with. All else stays as it was written. Undefined for a text that is no JSON and may have
 * a secret in it: nobody can say where.
 */
export function maskJson(text: string, secrets: SecretNames): MaskedJson | undefined {
  if (!secrets.mention.test(text)) return { text, isInPath: false }
  const found = findSecrets(text, secrets)
  if (!found) return undefined
  let masked = ''
  let end = 0
  for (const { from, to, by } of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < end) continue
    masked += text.slice(end, from) + JSON.stringify(by)
    end = to
  }
  return { text: masked + text.slice(end), isInPath: found.some((it) => it.isInPath) }
}

/** A path with its query, with what a filter compares secrets with masked. */
export function maskUrl(url: string, secrets: SecretNames): string {
  const question = url.indexOf('?')
  if (question < 0 || !mayMention(url.slice(question), secrets)) return url
  const parameters = url
    .slice(question + 1)
    .split('&')
    .map((parameter) => maskParameter(parameter, secrets))
  return `${url.slice(0, question)}?${parameters.join('&')}`
}

/** A filter, or the path of a PATCH, with the values masked that it compares secrets with. */
export function maskFilter(filter: string, secrets: SecretNames): string {
  if (!namesSecret(filter, secrets)) return filter
  // What comes after the name of a secret: its operator, then its value, to the next condition.
  let awaits: 'nothing' | 'operator' | 'value' = 'nothing'
  return filter.replaceAll(/"(?:[^"\\]|\\.)*"?|[^\s()[\]"]+/g, (token) => {
    if (token.startsWith('"')) return awaits === 'nothing' ? token : `"${MASK}"`
    if (/^(and|or|not)$/i.test(token)) awaits = 'nothing'
    else if (namesSecret(token, secrets)) awaits = 'operator'
    else if (awaits === 'operator') awaits = 'value'
    else if (awaits === 'value') return MASK
    return token
  })
}

/** Whether a name, a path or a filter has a secret in it: `password`, `urn:…:User:password`, `x.password`. */
export function namesSecret(path: string, { names }: SecretNames): boolean {
  return path.split(/[^\w$-]+/).some((it) => names.has(it.toLowerCase()))
}

function mayMention(query: string, { mention }: SecretNames): boolean {
  return mention.test(query) || query.includes('%')
}

function maskParameter(parameter: string, secrets: SecretNames): string {
  const equals = parameter.indexOf('=')
  const name = decode(equals < 0 ? parameter : parameter.slice(0, equals))
  if (equals < 0) return parameter
  const value = decode(parameter.slice(equals + 1))
  const masked = namesSecret(name, secrets) ? MASK : maskFilter(value, secrets)
  return masked === value ? parameter : `${parameter.slice(0, equals)}=${encodeURIComponent(masked)}`
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

interface Finding {
  readonly from: number
  readonly to: number
  readonly by: string
  readonly isInPath?: boolean
}

/** An object or a list that the visitor is in. */
interface Level {
  readonly from: number
  /** Whether all of it is a secret, because of the name that it has. */
  readonly isSecret: boolean
  /** The member that the next value belongs to. */
  member: string
  /** Of an operation of a PATCH: where its `value` stands, each time that it has one, and whether its path names a secret. */
  readonly values: { readonly from: number; readonly to: number }[]
  setsSecret: boolean
}

/** Deeper than any body that is accepted, and less deep than the stack. */
const DEEPEST = 100

class TooDeep extends Error {}

/** Where the secrets of a JSON text are; undefined if it is no JSON, or nested without reason. */
function findSecrets(text: string, secrets: SecretNames): Finding[] | undefined {
  const found: Finding[] = []
  const levels: Level[] = []
  const errors: unknown[] = []
  const enter = (from: number): void => {
    if (levels.length === DEEPEST) throw new TooDeep()
    const above = levels.at(-1)
    const isSecret = above !== undefined && namesSecret(above.member, secrets)
    levels.push({ from, isSecret, member: '', values: [], setsSecret: false })
  }
  const leave = (to: number): void => {
    const level = levels.pop()
    if (!level) return
    if (level.isSecret) found.push({ from: level.from, to, by: MASK })
    if (level.setsSecret) found.push(...level.values.map((it) => ({ ...it, by: MASK })))
    const above = levels.at(-1)
    if (above?.member.toLowerCase() === 'value') above.values.push({ from: level.from, to })
  }
  const visitor: JSONVisitor = {
    onObjectBegin: enter,
    onArrayBegin: enter,
    onObjectProperty: (name) => {
      const level = levels.at(-1)
      if (level) level.member = name
    },
    onLiteralValue: (value: unknown, from, length) => {
      const level = levels.at(-1)
      const to = from + length
      if (!level) return
      const member = level.member.toLowerCase()
      if (namesSecret(member, secrets)) found.push({ from, to, by: MASK })
      if (member === 'value') level.values.push({ from, to })
      if ((member === 'path' || member === 'filter') && typeof value === 'string' && namesSecret(value, secrets)) {
        level.setsSecret ||= member === 'path'
        const by = maskFilter(value, secrets)
        found.push({ from, to, by, isInPath: by !== value })
      }
    },
    onObjectEnd: (from, length) => leave(from + length),
    onArrayEnd: (from, length) => leave(from + length),
    onError: (error) => errors.push(error),
  }
  try {
    visit(text, visitor, { disallowComments: true })
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
  return errors.length > 0 ? undefined : found
}
