// Do not edit: made from openapi/ by `npm run generate`.

import type {
  ListAllResourcesData,
  ListAllResourcesResponses,
  SearchAllResourcesData,
  SearchAllResourcesResponses,
  GetMeData,
  GetMeResponses,
  CreateMeData,
  CreateMeResponses,
  ReplaceMeData,
  ReplaceMeResponses,
  PatchMeData,
  PatchMeResponses,
  DeleteMeData,
  DeleteMeResponses,
  ListUsersData,
  ListUsersResponses,
  CreateUserData,
  CreateUserResponses,
  SearchUsersData,
  SearchUsersResponses,
  GetUserData,
  GetUserResponses,
  ReplaceUserData,
  ReplaceUserResponses,
  PatchUserData,
  PatchUserResponses,
  DeleteUserData,
  DeleteUserResponses,
  ListGroupsData,
  ListGroupsResponses,
  CreateGroupData,
  CreateGroupResponses,
  SearchGroupsData,
  SearchGroupsResponses,
  GetGroupData,
  GetGroupResponses,
  ReplaceGroupData,
  ReplaceGroupResponses,
  PatchGroupData,
  PatchGroupResponses,
  DeleteGroupData,
  DeleteGroupResponses,
  BulkData,
  BulkResponses,
  GetServiceProviderConfigData,
  GetServiceProviderConfigResponses,
  ListResourceTypesData,
  ListResourceTypesResponses,
  GetResourceTypeData,
  GetResourceTypeResponses,
  ListSchemasData,
  ListSchemasResponses,
  GetSchemaData,
  GetSchemaResponses,
  ListOrganizationsData,
  ListOrganizationsResponses,
  CreateOrganizationData,
  CreateOrganizationResponses,
  GetOrganizationData,
  GetOrganizationResponses,
  UpdateOrganizationData,
  UpdateOrganizationResponses,
  DeleteOrganizationData,
  DeleteOrganizationResponses,
  SetEntitlementsData,
  SetEntitlementsResponses,
  SetProvisioningData,
  SetProvisioningResponses,
  ListScimTokensData,
  ListScimTokensResponses,
  CreateScimTokenData,
  CreateScimTokenResponses,
  UpdateScimTokenData,
  UpdateScimTokenResponses,
  RevokeScimTokenData,
  RevokeScimTokenResponses,
  GetHealthData,
  GetHealthResponses,
  GetReadinessData,
  GetReadinessResponses,
  GetContractData,
  GetContractResponses,
} from './sdk/types.gen.ts'

export interface OperationDefinition {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly tag: string
  /** Who may call it: nobody needs a credential (`null`), or holders of this kind of credential. */
  readonly security: { readonly scheme: string; readonly scopes: readonly string[]; readonly optional: boolean } | null
  /** Whether it only reads: by GET, or because no more than the scope `read` is asked for. */
  readonly reads: boolean
  readonly body: {
    /** A SCIM resource, PatchOp, SearchRequest or BulkRequest, or plain JSON: decides how the body is canonicalized. */
    readonly kind: 'resource' | 'patch' | 'search' | 'bulk' | 'plain'
    /** Bytes; a longer body is refused unread. */
    readonly limit: number
    readonly mediaTypes: readonly string[]
  } | null
}

export const operations = {
  listAllResources: {
    method: 'get',
    path: '/scim/v2',
    tag: 'Search',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  searchAllResources: {
    method: 'post',
    path: '/scim/v2/.search',
    tag: 'Search',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getMe: {
    method: 'get',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  createMe: {
    method: 'post',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  replaceMe: {
    method: 'put',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchMe: {
    method: 'patch',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'patch', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteMe: {
    method: 'delete',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: null,
  },
  listUsers: {
    method: 'get',
    path: '/scim/v2/Users',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  createUser: {
    method: 'post',
    path: '/scim/v2/Users',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  searchUsers: {
    method: 'post',
    path: '/scim/v2/Users/.search',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getUser: {
    method: 'get',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  replaceUser: {
    method: 'put',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchUser: {
    method: 'patch',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'patch', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteUser: {
    method: 'delete',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: null,
  },
  listGroups: {
    method: 'get',
    path: '/scim/v2/Groups',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  createGroup: {
    method: 'post',
    path: '/scim/v2/Groups',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  searchGroups: {
    method: 'post',
    path: '/scim/v2/Groups/.search',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getGroup: {
    method: 'get',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    reads: true,
    body: null,
  },
  replaceGroup: {
    method: 'put',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'resource', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchGroup: {
    method: 'patch',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'patch', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteGroup: {
    method: 'delete',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: null,
  },
  bulk: {
    method: 'post',
    path: '/scim/v2/Bulk',
    tag: 'Bulk',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    reads: false,
    body: { kind: 'bulk', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getServiceProviderConfig: {
    method: 'get',
    path: '/scim/v2/ServiceProviderConfig',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    reads: true,
    body: null,
  },
  listResourceTypes: {
    method: 'get',
    path: '/scim/v2/ResourceTypes',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    reads: true,
    body: null,
  },
  getResourceType: {
    method: 'get',
    path: '/scim/v2/ResourceTypes/{name}',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    reads: true,
    body: null,
  },
  listSchemas: {
    method: 'get',
    path: '/scim/v2/Schemas',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    reads: true,
    body: null,
  },
  getSchema: {
    method: 'get',
    path: '/scim/v2/Schemas/{urn}',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    reads: true,
    body: null,
  },
  listOrganizations: {
    method: 'get',
    path: '/api/v1/organizations',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: true,
    body: null,
  },
  createOrganization: {
    method: 'post',
    path: '/api/v1/organizations',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  getOrganization: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: true,
    body: null,
  },
  updateOrganization: {
    method: 'patch',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  deleteOrganization: {
    method: 'delete',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: null,
  },
  setEntitlements: {
    method: 'put',
    path: '/api/v1/organizations/{organizationId}/entitlements',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  setProvisioning: {
    method: 'put',
    path: '/api/v1/organizations/{organizationId}/provisioning',
    tag: 'Organizations',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  listScimTokens: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/scim-tokens',
    tag: 'ScimTokens',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: true,
    body: null,
  },
  createScimToken: {
    method: 'post',
    path: '/api/v1/organizations/{organizationId}/scim-tokens',
    tag: 'ScimTokens',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  updateScimToken: {
    method: 'patch',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    tag: 'ScimTokens',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  revokeScimToken: {
    method: 'delete',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    tag: 'ScimTokens',
    security: { scheme: 'operatorKey', scopes: [], optional: false },
    reads: false,
    body: null,
  },
  getHealth: { method: 'get', path: '/healthz', tag: 'System', security: null, reads: true, body: null },
  getReadiness: { method: 'get', path: '/readyz', tag: 'System', security: null, reads: true, body: null },
  getContract: { method: 'get', path: '/openapi.json', tag: 'System', security: null, reads: true, body: null },
} as const satisfies Record<string, OperationDefinition>

export interface Operations {
  listAllResources: { data: ListAllResourcesData; responses: ListAllResourcesResponses }
  searchAllResources: { data: SearchAllResourcesData; responses: SearchAllResourcesResponses }
  getMe: { data: GetMeData; responses: GetMeResponses }
  createMe: { data: CreateMeData; responses: CreateMeResponses }
  replaceMe: { data: ReplaceMeData; responses: ReplaceMeResponses }
  patchMe: { data: PatchMeData; responses: PatchMeResponses }
  deleteMe: { data: DeleteMeData; responses: DeleteMeResponses }
  listUsers: { data: ListUsersData; responses: ListUsersResponses }
  createUser: { data: CreateUserData; responses: CreateUserResponses }
  searchUsers: { data: SearchUsersData; responses: SearchUsersResponses }
  getUser: { data: GetUserData; responses: GetUserResponses }
  replaceUser: { data: ReplaceUserData; responses: ReplaceUserResponses }
  patchUser: { data: PatchUserData; responses: PatchUserResponses }
  deleteUser: { data: DeleteUserData; responses: DeleteUserResponses }
  listGroups: { data: ListGroupsData; responses: ListGroupsResponses }
  createGroup: { data: CreateGroupData; responses: CreateGroupResponses }
  searchGroups: { data: SearchGroupsData; responses: SearchGroupsResponses }
  getGroup: { data: GetGroupData; responses: GetGroupResponses }
  replaceGroup: { data: ReplaceGroupData; responses: ReplaceGroupResponses }
  patchGroup: { data: PatchGroupData; responses: PatchGroupResponses }
  deleteGroup: { data: DeleteGroupData; responses: DeleteGroupResponses }
  bulk: { data: BulkData; responses: BulkResponses }
  getServiceProviderConfig: { data: GetServiceProviderConfigData; responses: GetServiceProviderConfigResponses }
  listResourceTypes: { data: ListResourceTypesData; responses: ListResourceTypesResponses }
  getResourceType: { data: GetResourceTypeData; responses: GetResourceTypeResponses }
  listSchemas: { data: ListSchemasData; responses: ListSchemasResponses }
  getSchema: { data: GetSchemaData; responses: GetSchemaResponses }
  listOrganizations: { data: ListOrganizationsData; responses: ListOrganizationsResponses }
  createOrganization: { data: CreateOrganizationData; responses: CreateOrganizationResponses }
  getOrganization: { data: GetOrganizationData; responses: GetOrganizationResponses }
  updateOrganization: { data: UpdateOrganizationData; responses: UpdateOrganizationResponses }
  deleteOrganization: { data: DeleteOrganizationData; responses: DeleteOrganizationResponses }
  setEntitlements: { data: SetEntitlementsData; responses: SetEntitlementsResponses }
  setProvisioning: { data: SetProvisioningData; responses: SetProvisioningResponses }
  listScimTokens: { data: ListScimTokensData; responses: ListScimTokensResponses }
  createScimToken: { data: CreateScimTokenData; responses: CreateScimTokenResponses }
  updateScimToken: { data: UpdateScimTokenData; responses: UpdateScimTokenResponses }
  revokeScimToken: { data: RevokeScimTokenData; responses: RevokeScimTokenResponses }
  getHealth: { data: GetHealthData; responses: GetHealthResponses }
  getReadiness: { data: GetReadinessData; responses: GetReadinessResponses }
  getContract: { data: GetContractData; responses: GetContractResponses }
}

export type OperationId = keyof Operations
