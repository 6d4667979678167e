import { PlainError } from '../../plain-error.ts'
import { findAttribute, isManager, type Attribute } from './attributes.ts'
import type { TypeName } from './scim.ts'

/** What a column of a CSV file holds. */
export type Column = { readonly heading: string } & (
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  /** One value of a list: `emails[type eq "home"].value`. */
  | { readonly kind: 'element'; readonly attribute: Attribute; readonly of: string; readonly part: Attribute }
  | { readonly kind: 'manager'; readonly attribute: Attribute; readonly by: 'name' | 'id' }
  /** Members by `userName`, or groups that are members by `displayName`; one in each line, or many with `;` between. */
  | { readonly kind: 'members'; readonly type: TypeName; readonly isMany: boolean }
  | { readonly kind: 'id' }
  | { readonly kind: 'ignored' }
)

/** Names that people give columns, besides the attributes' own. */
const ALIASES: Readonly<Record<string, string>> = {
  email: 'emails',
  phone: 'phoneNumbers',
  firstname: 'name.givenName',
  lastname: 'name.familyName',
  formattedname: 'name.formatted',
}
const MEMBERS: Readonly<Record<string, TypeName>> = {
  member: 'User',
  members: 'User',
  membergroup: 'Group',
  membergroups: 'Group',
}
const ELEMENT = /^(?<list>[\w$:.-]+)\[type eq "(?<of>[^"]+)"\]\.(?<part>\w+)$/i

/** Which type a CSV file has, as its headings tell. Throws PlainError when they do not. */
export function typeOf(headings: readonly string[]): TypeName {
  const names = headings.map(simplify)
  if (names.includes('username')) return 'User'
  if (names.some((it) => it in MEMBERS) || names.includes('displayname')) return 'Group'
  throw new PlainError('The columns say neither users (userName) nor groups (displayName, member). Add --type.')
}

/** The columns of these headings. Throws PlainError for one that is unknown, or there twice. */
export function toColumns(
  headings: readonly string[],
  type: TypeName,
  attributes: readonly Attribute[],
  ignored: readonly string[],
): Column[] {
  const columns = headings.map((it) => toColumn(it.trim(), type, attributes, ignored))
  const unknown = columns.flatMap((it, index) => (it === undefined ? [headings[index] ?? ''] : []))
  if (unknown.length > 0) {
    throw new PlainError(
      `There ${unknown.length === 1 ? 'is no attribute' : 'are no attributes'} ${unknown.map((it) => `'${it}'`).join(', ')} of a ` +
        `${type}. Name the column as in \`rollcall export --format csv\`, or leave it out with --ignore-columns.`,
    )
  }
  const known = columns.filter((it) => it !== undefined)
  for (const [index, column] of known.entries()) {
    const same = known.slice(0, index).find((it) => aim(it) !== undefined && aim(it) === aim(column))
    if (same) throw new PlainError(`The columns '${same.heading}' and '${column.heading}' are the same attribute.`)
  }
  return known
}

function toColumn(
  heading: string,
  type: TypeName,
  attributes: readonly Attribute[],
  ignored: readonly string[],
): Column | undefined {
  const name = simplify(heading)
  if (ignored.some((it) => simplify(it) === name) || name === '') return { heading, kind: 'ignored' }
  if (name === 'id') return { heading, kind: 'id' }
  const member = MEMBERS[name]
  if (type === 'Group' && member) return { heading, kind: 'members', type: member, isMany: name.endsWith('s') }
  const { list = '', of = '', part: partName = '' } = ELEMENT.exec(heading)?.groups ?? {}
  if (list !== '') {
    const attribute = findAttribute(attributes, list)
    const part = attribute?.subAttributes.find((it) => it.name.toLowerCase() === partName.toLowerCase())
    return attribute?.isList && part ? { heading, kind: 'element', attribute, of, part } : undefined
  }
  const attribute = findAttribute(attributes, heading) ?? findAttribute(attributes, ALIASES[name] ?? name)
  if (!attribute) return undefined
  // What the server makes by itself may stand in a file that it gave, and says nothing.
  if (attribute.isReadOnly) return { heading, kind: 'ignored' }
  if (isManager(attribute)) return { heading, kind: 'manager', attribute, by: 'name' }
  const manager = attributes.find(isManager)
  if (attribute.path === `${manager?.path ?? ''}.value`) {
    return { heading, kind: 'manager', attribute: manager ?? attribute, by: 'id' }
  }
  return { heading, kind: 'attribute', attribute }
}

/** What a column sets; two columns must not set the same. */
function aim(column: Column): string | undefined {
  switch (column.kind) {
    case 'attribute':
    case 'manager':
      return column.attribute.path
    case 'element':
      return `${column.attribute.path}[${column.of}].${column.part.name}`
    case 'members':
      return `members of ${column.type}`
    case 'id':
      return 'id'
    case 'ignored':
      return undefined
  }
}

/** `First Name`, `first_name` and `firstName` are one heading. */
function simplify(heading: string): string {
  return heading.replaceAll(/[\s_-]/g, '').toLowerCase()
}
