import type { Schema } from '#generated/sdk/types.gen.ts'
import type { TypeName } from './scim.ts'

/** An attribute as the server's /Schemas describes it. */
export interface Attribute {
  readonly name: string
  /** As a PATCH names it: `name.givenName`, `urn:…:enterprise:2.0:User:department`. */
  readonly path: string
  /** Where it stands in a resource, outermost first. */
  readonly keys: readonly string[]
  readonly type: string
  readonly isList: boolean
  readonly isReadOnly: boolean
  /** Whether it is never answered, as passwords are: so it cannot be compared. */
  readonly isHidden: boolean
  /** Whether values are of the kinds work and home, so that one of them is the one that people mean. */
  readonly hasPrimary: boolean
  /** The schema of the extension that it belongs to. */
  readonly extension?: string
  readonly subAttributes: readonly Attribute[]
}

type Definition = NonNullable<Schema['attributes']>[number]

const CORE: Readonly<Record<TypeName, string>> = {
  User: 'urn:ietf:params:scim:schemas:core:2.0:User',
  Group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
}

export function coreSchema(type: TypeName): string {
  return CORE[type]
}

/** The attributes of a resource type: those that every resource has, those of its schema, and those of its extensions. */
export function readAttributes(schemas: readonly Schema[], type: TypeName): Attribute[] {
  const extensions = schemas.filter((it) => it.id.includes(':extension:') && it.id.endsWith(`:${type}`))
  const core = schemas.find((it) => it.id === CORE[type])?.attributes ?? []
  const common: Definition[] = [{ name: 'externalId', type: 'string', multiValued: false, mutability: 'readWrite' }]
  return [
    ...[...common, ...core].map((it) => toAttribute(it, [], '')),
    ...extensions.flatMap(({ id, attributes = [] }) => attributes.map((it) => toAttribute(it, [id], `${id}:`, id))),
  ]
}

function toAttribute(
  definition: Definition,
  parents: readonly string[],
  prefix: string,
  extension?: string,
): Attribute {
  const name = definition.name ?? ''
  const keys = [...parents, name]
  const path = `${prefix}${name}`
  const inner = (definition.subAttributes ?? []) as Definition[]
  const kinds = inner.find((it) => it.name === 'type')?.canonicalValues ?? []
  return {
    name,
    path,
    keys,
    type: definition.type ?? 'string',
    isList: definition.multiValued ?? false,
    isReadOnly: definition.mutability === 'readOnly',
    isHidden: definition.returned === 'never',
    hasPrimary: kinds.includes('work') && inner.some((it) => it.name === 'value'),
    ...(extension !== undefined && { extension }),
    subAttributes: inner.map((it) => toAttribute(it, keys, `${path}.`, extension)),
  }
}

/** The attribute of a path, without regard to case: `title`, `name.givenName`, with its URN, or with the last name alone. */
export function findAttribute(attributes: readonly Attribute[], path: string): Attribute | undefined {
  const wanted = path.toLowerCase()
  const all = attributes.flatMap((it) => (it.isList ? [it] : [it, ...it.subAttributes]))
  return (
    all.find((it) => it.path.toLowerCase() === wanted) ??
    // `department`, `manager.value`: without the URN in front.
    only(all.filter((it) => it.path.slice((it.extension?.length ?? -1) + 1).toLowerCase() === wanted)) ??
    only(all.filter((it) => it.keys[0] === 'name' && it.name.toLowerCase() === wanted))
  )
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
}

/** Where the reference to a manager stands, if this server's users have one. */
export function isManager({ name, extension }: Attribute): boolean {
  return name === 'manager' && extension !== undefined
}
