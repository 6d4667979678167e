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
  GetSessionData,
  GetSessionResponses,
  CreateSessionData,
  CreateSessionResponses,
  DeleteSessionData,
  DeleteSessionResponses,
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
  GetConnectionData,
  GetConnectionResponses,
  ListScimTokensData,
  ListScimTokensResponses,
  CreateScimTokenData,
  CreateScimTokenResponses,
  GetScimTokenData,
  GetScimTokenResponses,
  UpdateScimTokenData,
  UpdateScimTokenResponses,
  RevokeScimTokenData,
  RevokeScimTokenResponses,
  RotateScimTokenData,
  RotateScimTokenResponses,
  ListAdminKeysData,
  ListAdminKeysResponses,
  CreateAdminKeyData,
  CreateAdminKeyResponses,
  GetAdminKeyData,
  GetAdminKeyResponses,
  RevokeAdminKeyData,
  RevokeAdminKeyResponses,
  ListOrganizationUsersData,
  ListOrganizationUsersResponses,
  GetOrganizationUserData,
  GetOrganizationUserResponses,
  ListOrganizationGroupsData,
  ListOrganizationGroupsResponses,
  GetOrganizationGroupData,
  GetOrganizationGroupResponses,
  ListGroupMembersData,
  ListGroupMembersResponses,
  ListActivityData,
  ListActivityResponses,
  GetActivityData,
  GetActivityResponses,
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
  readonly security: {
    readonly scheme: 'scimToken' | 'adminKey'
    /** The scopes, or the permission of the admin API, that it takes. */
    readonly scopes: readonly string[]
    readonly optional: boolean
  } | null
  /** Whether a browser must have signed in within the last minutes. */
  readonly needsFreshSignIn: boolean
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
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  searchAllResources: {
    method: 'post',
    path: '/scim/v2/.search',
    tag: 'Search',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getMe: {
    method: 'get',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createMe: {
    method: 'post',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  replaceMe: {
    method: 'put',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchMe: {
    method: 'patch',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'patch', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteMe: {
    method: 'delete',
    path: '/scim/v2/Me',
    tag: 'Me',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: null,
  },
  listUsers: {
    method: 'get',
    path: '/scim/v2/Users',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createUser: {
    method: 'post',
    path: '/scim/v2/Users',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  searchUsers: {
    method: 'post',
    path: '/scim/v2/Users/.search',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getUser: {
    method: 'get',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  replaceUser: {
    method: 'put',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchUser: {
    method: 'patch',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'patch', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteUser: {
    method: 'delete',
    path: '/scim/v2/Users/{id}',
    tag: 'Users',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: null,
  },
  listGroups: {
    method: 'get',
    path: '/scim/v2/Groups',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createGroup: {
    method: 'post',
    path: '/scim/v2/Groups',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  searchGroups: {
    method: 'post',
    path: '/scim/v2/Groups/.search',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: { kind: 'search', limit: 65536, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getGroup: {
    method: 'get',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  replaceGroup: {
    method: 'put',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'resource', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  patchGroup: {
    method: 'patch',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'patch', limit: 16777216, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  deleteGroup: {
    method: 'delete',
    path: '/scim/v2/Groups/{id}',
    tag: 'Groups',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: null,
  },
  bulk: {
    method: 'post',
    path: '/scim/v2/Bulk',
    tag: 'Bulk',
    security: { scheme: 'scimToken', scopes: ['write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'bulk', limit: 1048576, mediaTypes: ['application/scim+json', 'application/json'] },
  },
  getServiceProviderConfig: {
    method: 'get',
    path: '/scim/v2/ServiceProviderConfig',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listResourceTypes: {
    method: 'get',
    path: '/scim/v2/ResourceTypes',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getResourceType: {
    method: 'get',
    path: '/scim/v2/ResourceTypes/{name}',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listSchemas: {
    method: 'get',
    path: '/scim/v2/Schemas',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getSchema: {
    method: 'get',
    path: '/scim/v2/Schemas/{urn}',
    tag: 'Discovery',
    security: { scheme: 'scimToken', scopes: [], optional: true },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getSession: {
    method: 'get',
    path: '/api/v1/session',
    tag: 'Session',
    security: { scheme: 'adminKey', scopes: ['session'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createSession: {
    method: 'post',
    path: '/api/v1/session',
    tag: 'Session',
    security: null,
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 4096, mediaTypes: ['application/json'] },
  },
  deleteSession: {
    method: 'delete',
    path: '/api/v1/session',
    tag: 'Session',
    security: null,
    needsFreshSignIn: false,
    reads: false,
    body: null,
  },
  listOrganizations: {
    method: 'get',
    path: '/api/v1/organizations',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['organization:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createOrganization: {
    method: 'post',
    path: '/api/v1/organizations',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['organizations:create'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  getOrganization: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['organization:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  updateOrganization: {
    method: 'patch',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['organization:write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  deleteOrganization: {
    method: 'delete',
    path: '/api/v1/organizations/{organizationId}',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['organizations:delete'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: null,
  },
  setEntitlements: {
    method: 'put',
    path: '/api/v1/organizations/{organizationId}/entitlements',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['entitlements:write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  setProvisioning: {
    method: 'put',
    path: '/api/v1/organizations/{organizationId}/provisioning',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['provisioning:write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  getConnection: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/provisioning/connection',
    tag: 'Organizations',
    security: { scheme: 'adminKey', scopes: ['activity:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listScimTokens: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/scim-tokens',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createScimToken: {
    method: 'post',
    path: '/api/v1/organizations/{organizationId}/scim-tokens',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:write'], optional: false },
    needsFreshSignIn: true,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  getScimToken: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  updateScimToken: {
    method: 'patch',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:write'], optional: false },
    needsFreshSignIn: false,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  revokeScimToken: {
    method: 'delete',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:write'], optional: false },
    needsFreshSignIn: true,
    reads: false,
    body: null,
  },
  rotateScimToken: {
    method: 'post',
    path: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}/rotate',
    tag: 'ScimTokens',
    security: { scheme: 'adminKey', scopes: ['scim-tokens:write'], optional: false },
    needsFreshSignIn: true,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  listAdminKeys: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/admin-keys',
    tag: 'AdminKeys',
    security: { scheme: 'adminKey', scopes: ['admin-keys:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  createAdminKey: {
    method: 'post',
    path: '/api/v1/organizations/{organizationId}/admin-keys',
    tag: 'AdminKeys',
    security: { scheme: 'adminKey', scopes: ['admin-keys:write'], optional: false },
    needsFreshSignIn: true,
    reads: false,
    body: { kind: 'plain', limit: 65536, mediaTypes: ['application/json'] },
  },
  getAdminKey: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}',
    tag: 'AdminKeys',
    security: { scheme: 'adminKey', scopes: ['admin-keys:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  revokeAdminKey: {
    method: 'delete',
    path: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}',
    tag: 'AdminKeys',
    security: { scheme: 'adminKey', scopes: ['admin-keys:write'], optional: false },
    needsFreshSignIn: true,
    reads: false,
    body: null,
  },
  listOrganizationUsers: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/users',
    tag: 'Directory',
    security: { scheme: 'adminKey', scopes: ['directory:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getOrganizationUser: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/users/{id}',
    tag: 'Directory',
    security: { scheme: 'adminKey', scopes: ['directory:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listOrganizationGroups: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/groups',
    tag: 'Directory',
    security: { scheme: 'adminKey', scopes: ['directory:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getOrganizationGroup: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/groups/{id}',
    tag: 'Directory',
    security: { scheme: 'adminKey', scopes: ['directory:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listGroupMembers: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/groups/{id}/members',
    tag: 'Directory',
    security: { scheme: 'adminKey', scopes: ['directory:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  listActivity: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/activity',
    tag: 'Activity',
    security: { scheme: 'adminKey', scopes: ['activity:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getActivity: {
    method: 'get',
    path: '/api/v1/organizations/{organizationId}/activity/{activityId}',
    tag: 'Activity',
    security: { scheme: 'adminKey', scopes: ['activity:read'], optional: false },
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getHealth: {
    method: 'get',
    path: '/healthz',
    tag: 'System',
    security: null,
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getReadiness: {
    method: 'get',
    path: '/readyz',
    tag: 'System',
    security: null,
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
  getContract: {
    method: 'get',
    path: '/openapi.json',
    tag: 'System',
    security: null,
    needsFreshSignIn: false,
    reads: true,
    body: null,
  },
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
  getSession: { data: GetSessionData; responses: GetSessionResponses }
  createSession: { data: CreateSessionData; responses: CreateSessionResponses }
  deleteSession: { data: DeleteSessionData; responses: DeleteSessionResponses }
  listOrganizations: { data: ListOrganizationsData; responses: ListOrganizationsResponses }
  createOrganization: { data: CreateOrganizationData; responses: CreateOrganizationResponses }
  getOrganization: { data: GetOrganizationData; responses: GetOrganizationResponses }
  updateOrganization: { data: UpdateOrganizationData; responses: UpdateOrganizationResponses }
  deleteOrganization: { data: DeleteOrganizationData; responses: DeleteOrganizationResponses }
  setEntitlements: { data: SetEntitlementsData; responses: SetEntitlementsResponses }
  setProvisioning: { data: SetProvisioningData; responses: SetProvisioningResponses }
  getConnection: { data: GetConnectionData; responses: GetConnectionResponses }
  listScimTokens: { data: ListScimTokensData; responses: ListScimTokensResponses }
  createScimToken: { data: CreateScimTokenData; responses: CreateScimTokenResponses }
  getScimToken: { data: GetScimTokenData; responses: GetScimTokenResponses }
  updateScimToken: { data: UpdateScimTokenData; responses: UpdateScimTokenResponses }
  revokeScimToken: { data: RevokeScimTokenData; responses: RevokeScimTokenResponses }
  rotateScimToken: { data: RotateScimTokenData; responses: RotateScimTokenResponses }
  listAdminKeys: { data: ListAdminKeysData; responses: ListAdminKeysResponses }
  createAdminKey: { data: CreateAdminKeyData; responses: CreateAdminKeyResponses }
  getAdminKey: { data: GetAdminKeyData; responses: GetAdminKeyResponses }
  revokeAdminKey: { data: RevokeAdminKeyData; responses: RevokeAdminKeyResponses }
  listOrganizationUsers: { data: ListOrganizationUsersData; responses: ListOrganizationUsersResponses }
  getOrganizationUser: { data: GetOrganizationUserData; responses: GetOrganizationUserResponses }
  listOrganizationGroups: { data: ListOrganizationGroupsData; responses: ListOrganizationGroupsResponses }
  getOrganizationGroup: { data: GetOrganizationGroupData; responses: GetOrganizationGroupResponses }
  listGroupMembers: { data: ListGroupMembersData; responses: ListGroupMembersResponses }
  listActivity: { data: ListActivityData; responses: ListActivityResponses }
  getActivity: { data: GetActivityData; responses: GetActivityResponses }
  getHealth: { data: GetHealthData; responses: GetHealthResponses }
  getReadiness: { data: GetReadinessData; responses: GetReadinessResponses }
  getContract: { data: GetContractData; responses: GetContractResponses }
}

export type OperationId = keyof Operations

/** What each role of the admin API may do. */
export const roles = {
  viewer: ['session', 'organization:read', 'scim-tokens:read', 'admin-keys:read', 'directory:read', 'activity:read'],
  owner: [
    'session',
    'organization:read',
    'scim-tokens:read',
    'admin-keys:read',
    'directory:read',
    'activity:read',
    'organization:write',
    'provisioning:write',
    'scim-tokens:write',
    'admin-keys:write',
  ],
  operator: [
    'session',
    'organization:read',
    'scim-tokens:read',
    'admin-keys:read',
    'directory:read',
    'activity:read',
    'organization:write',
    'provisioning:write',
    'scim-tokens:write',
    'admin-keys:write',
    'organizations:create',
    'organizations:delete',
    'entitlements:write',
  ],
} as const

export type Role = keyof typeof roles

export type Permission = (typeof roles)[Role][number]
