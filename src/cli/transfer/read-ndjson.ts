import { coreSchema, findAttribute, isManager, type Attribute } from './attributes.ts'
import type { ReadingOptions } from './read-csv.ts'
import { matchAttribute, type Reference, type Refusal, type Row, type Setting } from './rows.ts'
import type { AttributesByType, TypeName } from './scim.ts'
import { readText, type TextFile } from './text-file.ts'
import { canonical, fromJson, isObject, ValueError } from './values.ts'

/** What the server says of a resource, and no file can. */
const SAID_BY_SERVER = new Set(['id', 'schemas', 'meta'])

/** What the lines of an NDJSON file say: a SCIM resource each. */
export async function* readNdjson(
  file: TextFile,
  attributes: AttributesByType,
  options: ReadingOptions,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row | Refusal> {
  let line = 0
  for await (const text of linesOf(readText(file, onBytes))) {
    line += 1
    if (text.trim() !== '') yield toRow(line, text, attributes, options)
  }
}

/** Only a line feed ends a line: a text in JSON may have the other separators of Unicode. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = []
  for await (const piece of pieces) {
    const [first = '', ...others] = piece.split('\n')
    rest.push(first)
    for (const other of others) {
      yield rest.join('')
      rest = [other]
    }
  }
  if (rest.length > 0) yield rest.join('')
}

function toRow(line: number, text: string, attributes: AttributesByType, { match }: ReadingOptions): Row | Refusal {
  let resource: unknown
  try {
    resource = JSON.parse(text)
  } catch (error) {
    return { line, reason: `is no JSON: ${(error as Error).message}` }
  }
  if (!isObject(resource)) return { line, reason: 'is no JSON object' }
  const type = typeOf(resource)
  if (!type) return { line, reason: 'is neither a user nor a group: `schemas` says so' }
  const nameAttribute = matchAttribute(type, 'name')
  const textOf = (name: string): string | undefined => {
    const value = resource[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const label = textOf(nameAttribute) ?? textOf('externalId') ?? textOf('id') ?? ''
  if (nameAttribute in resource && !textOf(nameAttribute)) return { line, label, reason: `${nameAttribute} is missing` }
  try {
    return {
      line,
      type,
      label,
      name: textOf(nameAttribute),
      matchValue: textOf(matchAttribute(type, match)),
      fileId: textOf('id'),
      ...readResource(resource, type, attributes[type]),
    }
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    return { line, label, reason: error.message }
  }
}

function typeOf(resource: Readonly<Record<string, unknown>>): TypeName | undefined {
  const { schemas, userName, displayName } = resource
  if (Array.isArray(schemas)) {
    const types = ['User', 'Group'] as const
    return types.find((type) => schemas.some((it) => String(it).toLowerCase() === coreSchema(type).toLowerCase()))
  }
  if (userName !== undefined) return 'User'
  return displayName === undefined ? undefined : 'Group'
}

function readResource(
  resource: Readonly<Record<string, unknown>>,
  type: TypeName,
  attributes: readonly Attribute[],
): Pick<Row, 'settings' | 'manager' | 'members' | 'memberTypes'> {
  const settings: Setting[] = []
  let manager: Reference | undefined
  let members: Reference[] | undefined
  const read = (attribute: Attribute, value: unknown): void => {
    if (isManager(attribute)) {
      if (canonical(value) === '') settings.push({ attribute, desire: () => undefined })
      else manager = { by: 'id', value: idIn(value, 'manager'), type: 'User' }
    } else if (type === 'Group' && attribute.name === 'members') {
      members = toMembers(value)
    } else {
      settings.push(...within(attribute, value))
    }
  }
  for (const [name, value] of Object.entries(resource)) {
    if (SAID_BY_SERVER.has(name)) continue
    const extension = attributes.filter((it) => it.extension?.toLowerCase() === name.toLowerCase())
    if (extension.length > 0) {
      for (const [inner, it] of Object.entries(isObject(value) ? value : {})) {
        read(named(extension, `${extension[0]?.extension ?? ''}:${inner}`, inner), it)
      }
    } else read(named(attributes, name, name), value)
  }
  return { settings, manager, members, memberTypes: ['User', 'Group'] }
}

/** All members, so each has to be understood: whoever is left out leaves the group. */
function toMembers(value: unknown): Reference[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw new ValueError('members has to be a list')
  return value.map((member: unknown) => {
    const type = isObject(member) ? member.type : undefined
    return { by: 'id', value: idIn(member, 'members'), ...((type === 'User' || type === 'Group') && { type }) }
  })
}

function idIn(reference: unknown, name: string): string {
  const id = isObject(reference) ? reference.value : undefined
  if (typeof id === 'string' && id !== '') return id
  throw new ValueError(`${name} has to say who it is with a string as \`value\``)
}

function named(attributes: readonly Attribute[], path: string, shown: string): Attribute {
  const found = findAttribute(attributes, path)
  // Only whole attributes are members of a resource: `givenName` is in `name`.
  if (found && found.path.toLowerCase() === path.toLowerCase()) return found
  throw new ValueError(`has '${shown}', which is no attribute`)
}

function within(attribute: Attribute, value: unknown): Setting[] {
  try {
    return fromJson(attribute, value)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    throw new ValueError(`${attribute.path} ${error.message}`)
  }
}
