import { DomainError } from '../errors.ts'
import type { ClientSwitches } from './client-profiles.ts'
import { comparisonKey } from './comparison.ts'
import type { ComparisonOperator, Filter } from './filter.ts'
import { findAttribute, type Attribute, type ResourceType } from './registry.ts'

/**
 * What a filter may cost before anything is looked up. Each condition on groups or members is a query of its own, and
 * SQLite refuses a statement with some dozens of them.
 */
export const FILTER_LIMITS = { characters: 2048, depth: 20, terms: 200, relations: 20 }

/** Reads a filter on resources of a type (RFC 7644 §3.4.2.2). Throws invalidFilter with the reason and the position. */
export function parseFilter(type: ResourceType, text: string, client: ClientSwitches): Filter {
  return parseFilterOn({ find: (path) => findAttribute(type, path), owner: type.name, client }, text)
}

/** Reads a filter on whatever finds its attributes. Throws invalidFilter. */
export function parseFilterOn(attributes: Pick<FilterSource, 'find' | 'owner' | 'client'>, text: string): Filter {
  const parser = new FilterParser({ text, start: 0, ...attributes })
  const filter = parser.parseExpression()
  parser.expectEnd()
  return filter
}

/**
 * Reads the filter of a value path, which stands in `text` from just behind the opening bracket, on elements of a
 * multi-valued attribute. Returns it with the position behind the closing bracket.
 */
export function parseElementFilter(
  attribute: Attribute,
  text: string,
  start: number,
  client: ClientSwitches,
): { filter: Filter; end: number } {
  const find = (name: string): Attribute | undefined => subAttribute(attribute, name)
  const parser = new FilterParser({ text, start, find, owner: attribute.path, client, isElement: true })
  const filter = parser.parseExpression()
  return { filter, end: parser.expectClosingBracket() }
}

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
const ORDERING: ReadonlySet<string> = new Set(['gt', 'ge', 'lt', 'le'])
const SUBSTRING: ReadonlySet<string> = new Set(['co', 'sw', 'ew'])

interface FilterSource {
  text: string
  start: number
  find: (path: string) => Attribute | undefined
  /** Whose attributes these are, for messages. */
  owner: string
  client: ClientSwitches
  /** Whether this is the inside of a value path, where there are no further value paths (errata 4690, 7322). */
  isElement?: boolean
}

/** A recursive descent over the grammar of RFC 7644 §3.4.2.2: `or` binds weakest, then `and`, then `not`. */
class FilterParser {
  readonly #source: FilterSource
  readonly #text: string
  #position: number
  #depth = 0
  #terms = 0
  #relations = 0

  constructor(source: FilterSource) {
    if (source.text.length > FILTER_LIMITS.characters) {
      throw new DomainError('invalidFilter', `A filter may have at most ${FILTER_LIMITS.characters} characters`)
    }
    this.#source = source
    this.#text = source.text
    this.#position = source.start
  }

  parseExpression(): Filter {
    let left = this.#parseConjunction()
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#parseConjunction() }
    return left
  }

  expectEnd(): void {
    this.#skipSpaces()
    if (this.#position < this.#text.length) {
      throw this.#error(
        `expected 'and', 'or' or the end, found '${this.#text.slice(this.#position, this.#position + 20)}'`,
      )
    }
  }

  expectClosingBracket(): number {
    if (!this.#take(']')) throw this.#error("expected ']'")
    return this.#position
  }

  #parseConjunction(): Filter {
    let left = this.#parseTerm()
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#parseTerm() }
    return left
  }

  #parseTerm(): Filter {
    this.#terms += 1
    if (this.#terms > FILTER_LIMITS.terms) throw this.#error(`more than ${FILTER_LIMITS.terms} terms`)
    if (this.#takeNot()) return { kind: 'not', filter: this.#parseGroup() }
    if (this.#peek() === '(') return this.#parseGroup()
    return this.#parseAttributeExpression()
  }

  #parseGroup(): Filter {
    this.#take('(')
    this.#depth += 1
    if (this.#depth > FILTER_LIMITS.depth) throw this.#error(`nested deeper than ${FILTER_LIMITS.depth} parentheses`)
    const filter = this.parseExpression()
    if (!this.#take(')')) throw this.#error("expected ')'")
    this.#depth -= 1
    return filter
  }

  #parseAttributeExpression(): Filter {
    const attribute = this.#parseAttributePath()
    if (attribute.relation ?? attribute.parent?.relation) this.#countRelation(attribute)
    if (this.#text[this.#position] !== '[') return this.#parseComparison(attribute)

    if (this.#source.isElement) throw this.#error('there is no [ ] within [ ]')
    if (!attribute.multiValued) throw this.#error(`'${attribute.path}' has only one value, so it takes no [ ]`)
    const element = parseElementFilter(attribute, this.#text, this.#position + 1, this.#source.client)
    this.#position = element.end
    if (this.#text[this.#position] !== '.') return { kind: 'valuePath', attribute, filter: element.filter }

    // Entra sends `emails[type eq "work"].value eq "a@b"`, which the grammar does not have; it means one element.
    this.#position += 1
    const name = this.#readName()
    const sub = subAttribute(attribute, name)
    if (!sub) throw this.#error(`'${attribute.path}' has no sub-attribute '${name}'`)
    const comparison = this.#parseComparison(sub)
    return { kind: 'valuePath', attribute, filter: { kind: 'and', left: element.filter, right: comparison } }
  }

  #countRelation(attribute: Attribute): void {
    if (this.#source.isElement) return
    this.#relations += 1
    if (this.#relations <= FILTER_LIMITS.relations) return
    throw this.#error(`more than ${FILTER_LIMITS.relations} conditions on '${(attribute.parent ?? attribute).path}'`)
  }

  #parseAttributePath(): Attribute {
    const start = this.#skipSpaces()
    const path = this.#readName()
    if (path === '') throw this.#error('expected an attribute')
    const attribute = this.#source.find(path)
    if (attribute && attribute.returned !== 'never') return attribute
    this.#position = start
    throw this.#error(
      attribute ? `'${path}' cannot be filtered on` : `'${path}' is not an attribute of ${this.#source.owner}`,
    )
  }

  #parseComparison(attribute: Attribute): Filter {
    const start = this.#skipSpaces()
    const word = this.#readName()
    const operator = word.toLowerCase()
    if (operator === 'pr') return { kind: 'present', attribute }
    if (!OPERATORS.has(operator)) {
      this.#position = start
      throw this.#error(
        word === ''
          ? `expected an operator after '${attribute.path}'`
          : `'${word}' is not an operator; use eq, ne, co, sw, ew, gt, ge, lt, le or pr`,
      )
    }
    return this.#compare(attribute, operator as ComparisonOperator, this.#parseLiteral(comparedAttribute(attribute)))
  }

  #compare(named: Attribute, operator: ComparisonOperator, literal: Literal): Filter {
    const attribute = comparedAttribute(named)
    if (!attribute) {
      throw this.#error(`'${named.path}' is complex; compare one of its sub-attributes, such as '${anySubPath(named)}'`)
    }
    if (literal === null) {
      // The grammar allows null and gives it no meaning; what has no value is not present.
      const present: Filter = { kind: 'present', attribute }
      if (operator === 'eq') return { kind: 'not', filter: present }
      if (operator === 'ne') return present
      throw this.#error(`null can only be compared by eq and ne`)
    }
    const { type } = attribute
    const isText = type === 'string' || type === 'reference'
    const isOrdered = type === 'string' || type === 'dateTime' || type === 'integer' || type === 'decimal'
    if ((SUBSTRING.has(operator) && !isText) || (ORDERING.has(operator) && !isOrdered)) {
      throw this.#error(`'${operator}' does not apply to '${attribute.path}', which is of type ${type}`)
    }
    const typed = type === 'boolean' && this.#source.client.textBooleans === 'accept' ? asBoolean(literal) : literal
    const value = comparisonKey(attribute, typed)
    if (value === undefined) throw this.#error(`${JSON.stringify(literal)} is not a ${type}, as '${attribute.path}' is`)
    return { kind: 'compare', attribute, operator, value, literal: typed }
  }

  #parseLiteral(attribute: Attribute | undefined): Literal {
    const start = this.#skipSpaces()
    if (this.#text[start] === '"') return this.#parseString()
    const [word = ''] = /^[^\s()[\]]*/.exec(this.#text.slice(start)) ?? []
    this.#position = start + word.length
    if (this.#isUnquotedText(attribute, word)) return word
    switch (word.toLowerCase()) {
      case 'true':
        return true
      case 'false':
        return false
      case 'null':
        return null
    }
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return Number(word)
    this.#position = start
    throw this.#error(word === '' ? 'expected a value' : `'${word}' is not a value; put text in double quotes`)
  }

  /** Where the client may leave the quotes out, every word but null is text for an attribute that is text. */
  #isUnquotedText(attribute: Attribute | undefined, word: string): boolean {
    if (this.#source.client.unquotedText === 'refuse' || word === '' || word.toLowerCase() === 'null') return false
    return (
      attribute !== undefined && !['boolean', 'integer', 'decimal'].includes(attribute.type) && isStorableText(word)
    )
  }

  #parseString(): string {
    const start = this.#position
    let end = start + 1
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, end + 1))
      if (typeof value === 'string' && isStorableText(value)) {
        this.#position = end + 1
        return value
      }
    } catch {
      // Said below, as for text that no attribute can have.
    }
    throw this.#error('the text in double quotes does not end, or is not valid JSON text')
  }

  /** `not` before a parenthesis, with or without a space between (erratum 7319). */
  #takeNot(): boolean {
    this.#skipSpaces()
    const [match] = /^not\s*(?=\()/i.exec(this.#text.slice(this.#position, this.#position + 40)) ?? []
    if (!match) return false
    this.#position += match.length
    return true
  }

  #takeWord(word: string): boolean {
    const start = this.#skipSpaces()
    const end = start + word.length
    const next = this.#text[end] ?? ' '
    if (this.#text.slice(start, end).toLowerCase() !== word || !/[\s("]/.test(next)) return false
    this.#position = end
    return true
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false
    this.#position += 1
    return true
  }

  #peek(): string | undefined {
    return this.#text[this.#skipSpaces()]
  }

  #readName(): string {
    const [name = ''] = /^[\w$:.-]*/.exec(this.#text.slice(this.#position)) ?? []
    this.#position += name.length
    return name
  }

  #skipSpaces(): number {
    while (this.#text[this.#position] === ' ' || this.#text[this.#position] === '\t') this.#position += 1
    return this.#position
  }

  #error(reason: string): DomainError {
    return new DomainError('invalidFilter', `The filter is not valid at character ${this.#position + 1}: ${reason}`)
  }
}

type Literal = string | number | boolean | null

/** Text that both databases can hold: without NUL and without half a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function subAttribute(attribute: Attribute, name: string): Attribute | undefined {
  const found = attribute.subAttributes.get(name.toLowerCase())
  // A multi-valued simple attribute has one nameless part, which value paths call `value` (RFC 7644 §3.5.2).
  if (!found && attribute.type !== 'complex' && name.toLowerCase() === 'value') return attribute
  return found
}

/** `emails` stands for `emails.value` (RFC 7644, figure 2), and `manager` for `manager.value`, as Entra writes it. */
function comparedAttribute(attribute: Attribute): Attribute | undefined {
  return attribute.type === 'complex' ? attribute.subAttributes.get('value') : attribute
}

function anySubPath(attribute: Attribute): string {
  const [sub] = attribute.subAttributes.values()
  return sub?.path ?? attribute.path
}

/** Entra puts booleans in quotes: `roles[primary eq "True"]`. */
function asBoolean(literal: NonNullable<Literal>): NonNullable<Literal> {
  if (typeof literal !== 'string') return literal
  const word = literal.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : literal
}
