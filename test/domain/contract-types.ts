import { resourceTypeDefinitions, schemaDefinitions, type AttributeDefinition } from '#generated/scim-registry.ts'
import { CLIENT_PROFILES } from '../../src/domain/scim/client-profiles.ts'
import {
  buildRegistry,
  contractRegistry,
  resourceTypeNamed,
  type ResourceType,
} from '../../src/domain/scim/registry.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

export const { standard } = CLIENT_PROFILES

export const userType = resourceTypeNamed(contractRegistry(), 'User')
export const groupType = resourceTypeNamed(contractRegistry(), 'Group')

/** An attribute that the contract does not have: an optional string, but for what is said. */
export type ExtraAttribute = Pick<AttributeDefinition, 'name'> &
  Partial<Omit<AttributeDefinition, 'subAttributes'>> & { readonly subAttributes?: readonly ExtraAttribute[] }

/** The User of a contract that has more attributes, for characteristics that no attribute of ours has. */
export function userTypeWith(...extra: ExtraAttribute[]): ResourceType {
  const schemas = schemaDefinitions.map((schema) =>
    schema.id === USER ? { ...schema, attributes: [...schema.attributes, ...extra.map(complete)] } : schema,
  )
  return resourceTypeNamed(buildRegistry(schemas, resourceTypeDefinitions), 'User')
}

function complete({ subAttributes, ...given }: ExtraAttribute): AttributeDefinition {
  const common = { description: '', multiValued: false, required: false } as const
  const attribute = { ...common, mutability: 'readWrite', returned: 'default', type: 'string', ...given } as const
  return subAttributes ? { ...attribute, type: 'complex', subAttributes: subAttributes.map(complete) } : attribute
}
