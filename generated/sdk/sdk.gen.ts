// Do not edit: made from openapi/ by `npm run generate`.
// @ts-nocheck

import { client } from './client.gen.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client/index.ts';
import type { BulkData, BulkErrors, BulkResponses, CreateGroupData, CreateGroupErrors, CreateGroupResponses, CreateOrganizationData, CreateOrganizationErrors, CreateOrganizationResponses, CreateScimTokenData, CreateScimTokenErrors, CreateScimTokenResponses, CreateUserData, CreateUserErrors, CreateUserResponses, DeleteGroupData, DeleteGroupErrors, DeleteGroupResponses, DeleteOrganizationData, DeleteOrganizationErrors, DeleteOrganizationResponses, DeleteUserData, DeleteUserErrors, DeleteUserResponses, GetContractData, GetContractErrors, GetContractResponses, GetGroupData, GetGroupErrors, GetGroupResponses, GetHealthData, GetHealthErrors, GetHealthResponses, GetOrganizationData, GetOrganizationErrors, GetOrganizationResponses, GetReadinessData, GetReadinessErrors, GetReadinessResponses, GetResourceTypeData, GetResourceTypeErrors, GetResourceTypeResponses, GetSchemaData, GetSchemaErrors, GetSchemaResponses, GetServiceProviderConfigData, GetServiceProviderConfigErrors, GetServiceProviderConfigResponses, GetUserData, GetUserErrors, GetUserResponses, ListGroupsData, ListGroupsErrors, ListGroupsResponses, ListOrganizationsData, ListOrganizationsErrors, ListOrganizationsResponses, ListResourceTypesData, ListResourceTypesErrors, ListResourceTypesResponses, ListSchemasData, ListSchemasErrors, ListSchemasResponses, ListScimTokensData, ListScimTokensErrors, ListScimTokensResponses, ListUsersData, ListUsersErrors, ListUsersResponses, PatchGroupData, PatchGroupErrors, PatchGroupResponses, PatchUserData, PatchUserErrors, PatchUserResponses, ReplaceGroupData, ReplaceGroupErrors, ReplaceGroupResponses, ReplaceUserData, ReplaceUserErrors, ReplaceUserResponses, RevokeScimTokenData, RevokeScimTokenErrors, RevokeScimTokenResponses, SetEntitlementsData, SetEntitlementsErrors, SetEntitlementsResponses, SetProvisioningData, SetProvisioningErrors, SetProvisioningResponses, UpdateOrganizationData, UpdateOrganizationErrors, UpdateOrganizationResponses, UpdateScimTokenData, UpdateScimTokenErrors, UpdateScimTokenResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * List or search users
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listUsers = <ThrowOnError extends boolean = false>(options?: Options<ListUsersData, ThrowOnError>): RequestResult<ListUsersResponses, ListUsersErrors, ThrowOnError> => (options?.client ?? client).get<ListUsersResponses, ListUsersErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users',
    ...options
});

/**
 * Create a user
 *
 * RFC 7644 §3.3. Read-only attributes in the body are ignored.
 */
export const createUser = <ThrowOnError extends boolean = false>(options: Options<CreateUserData, ThrowOnError>): RequestResult<CreateUserResponses, CreateUserErrors, ThrowOnError> => (options.client ?? client).post<CreateUserResponses, CreateUserErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Delete a user
 *
 * RFC 7644 §3.6. The user leaves every group, and nobody's manager refers to them any more. To withdraw access and keep the user, set `active` to false instead.
 */
export const deleteUser = <ThrowOnError extends boolean = false>(options: Options<DeleteUserData, ThrowOnError>): RequestResult<DeleteUserResponses, DeleteUserErrors, ThrowOnError> => (options.client ?? client).delete<DeleteUserResponses, DeleteUserErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users/{id}',
    ...options
});

/**
 * Read a user
 *
 * RFC 7644 §3.4.1.
 */
export const getUser = <ThrowOnError extends boolean = false>(options: Options<GetUserData, ThrowOnError>): RequestResult<GetUserResponses, GetUserErrors, ThrowOnError> => (options.client ?? client).get<GetUserResponses, GetUserErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users/{id}',
    ...options
});

/**
 * Modify a user
 *
 * RFC 7644 §3.5.2. All operations are applied, or none.
 */
export const patchUser = <ThrowOnError extends boolean = false>(options: Options<PatchUserData, ThrowOnError>): RequestResult<PatchUserResponses, PatchUserErrors, ThrowOnError> => (options.client ?? client).patch<PatchUserResponses, PatchUserErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Replace a user
 *
 * RFC 7644 §3.5.1. Omitted attributes are cleared, except `active`, `password`, and extensions that the body's `schemas` does not list. Read-only attributes, `id` among them, are ignored.
 */
export const replaceUser = <ThrowOnError extends boolean = false>(options: Options<ReplaceUserData, ThrowOnError>): RequestResult<ReplaceUserResponses, ReplaceUserErrors, ThrowOnError> => (options.client ?? client).put<ReplaceUserResponses, ReplaceUserErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * List or search groups
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listGroups = <ThrowOnError extends boolean = false>(options?: Options<ListGroupsData, ThrowOnError>): RequestResult<ListGroupsResponses, ListGroupsErrors, ThrowOnError> => (options?.client ?? client).get<ListGroupsResponses, ListGroupsErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups',
    ...options
});

/**
 * Create a group
 *
 * RFC 7644 §3.3. Read-only attributes in the body are ignored.
 */
export const createGroup = <ThrowOnError extends boolean = false>(options: Options<CreateGroupData, ThrowOnError>): RequestResult<CreateGroupResponses, CreateGroupErrors, ThrowOnError> => (options.client ?? client).post<CreateGroupResponses, CreateGroupErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Delete a group
 *
 * RFC 7644 §3.6. Its members stay; groups that contain it no longer do.
 */
export const deleteGroup = <ThrowOnError extends boolean = false>(options: Options<DeleteGroupData, ThrowOnError>): RequestResult<DeleteGroupResponses, DeleteGroupErrors, ThrowOnError> => (options.client ?? client).delete<DeleteGroupResponses, DeleteGroupErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups/{id}',
    ...options
});

/**
 * Read a group
 *
 * RFC 7644 §3.4.1.
 */
export const getGroup = <ThrowOnError extends boolean = false>(options: Options<GetGroupData, ThrowOnError>): RequestResult<GetGroupResponses, GetGroupErrors, ThrowOnError> => (options.client ?? client).get<GetGroupResponses, GetGroupErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups/{id}',
    ...options
});

/**
 * Modify a group
 *
 * RFC 7644 §3.5.2. All operations are applied, or none. Answers 204, or 200 with the group when `attributes` or `excludedAttributes` is given.
 */
export const patchGroup = <ThrowOnError extends boolean = false>(options: Options<PatchGroupData, ThrowOnError>): RequestResult<PatchGroupResponses, PatchGroupErrors, ThrowOnError> => (options.client ?? client).patch<PatchGroupResponses, PatchGroupErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Replace a group
 *
 * RFC 7644 §3.5.1. The members in the body become the membership: who is not among them leaves, and a body without `members` empties the group.
 */
export const replaceGroup = <ThrowOnError extends boolean = false>(options: Options<ReplaceGroupData, ThrowOnError>): RequestResult<ReplaceGroupResponses, ReplaceGroupErrors, ThrowOnError> => (options.client ?? client).put<ReplaceGroupResponses, ReplaceGroupErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Do many operations in one request
 *
 * RFC 7644 §3.7. Each operation succeeds or fails alone, exactly as if it were sent alone, and the answers are in the order of the operations. `bulkId:` and the `bulkId` of a POST stand for the id of what that POST creates, wherever it is in the request: in `path`, in references such as `members` and `manager`, in PATCH values and filters. Resources may refer to each other in a circle; those of a circle are created all or not at all.
 */
export const bulk = <ThrowOnError extends boolean = false>(options: Options<BulkData, ThrowOnError>): RequestResult<BulkResponses, BulkErrors, ThrowOnError> => (options.client ?? client).post<BulkResponses, BulkErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Bulk',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Read what this service provider supports
 *
 * RFC 7644 §4, RFC 7643 §5. Readable without a token.
 */
export const getServiceProviderConfig = <ThrowOnError extends boolean = false>(options?: Options<GetServiceProviderConfigData, ThrowOnError>): RequestResult<GetServiceProviderConfigResponses, GetServiceProviderConfigErrors, ThrowOnError> => (options?.client ?? client).get<GetServiceProviderConfigResponses, GetServiceProviderConfigErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/ServiceProviderConfig',
    ...options
});

/**
 * List the resource types
 *
 * RFC 7644 §4, RFC 7643 §6. Readable without a token. A filter is refused with 403.
 */
export const listResourceTypes = <ThrowOnError extends boolean = false>(options?: Options<ListResourceTypesData, ThrowOnError>): RequestResult<ListResourceTypesResponses, ListResourceTypesErrors, ThrowOnError> => (options?.client ?? client).get<ListResourceTypesResponses, ListResourceTypesErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/ResourceTypes',
    ...options
});

/**
 * Read a resource type
 *
 * RFC 7644 §4, RFC 7643 §6. Readable without a token.
 */
export const getResourceType = <ThrowOnError extends boolean = false>(options: Options<GetResourceTypeData, ThrowOnError>): RequestResult<GetResourceTypeResponses, GetResourceTypeErrors, ThrowOnError> => (options.client ?? client).get<GetResourceTypeResponses, GetResourceTypeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/ResourceTypes/{name}',
    ...options
});

/**
 * List the schemas
 *
 * RFC 7644 §4, RFC 7643 §7. Readable without a token. A filter is refused with 403.
 */
export const listSchemas = <ThrowOnError extends boolean = false>(options?: Options<ListSchemasData, ThrowOnError>): RequestResult<ListSchemasResponses, ListSchemasErrors, ThrowOnError> => (options?.client ?? client).get<ListSchemasResponses, ListSchemasErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Schemas',
    ...options
});

/**
 * Read a schema
 *
 * RFC 7644 §4, RFC 7643 §7. Readable without a token.
 */
export const getSchema = <ThrowOnError extends boolean = false>(options: Options<GetSchemaData, ThrowOnError>): RequestResult<GetSchemaResponses, GetSchemaErrors, ThrowOnError> => (options.client ?? client).get<GetSchemaResponses, GetSchemaErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Schemas/{urn}',
    ...options
});

/**
 * List organizations
 *
 * Oldest first.
 */
export const listOrganizations = <ThrowOnError extends boolean = false>(options?: Options<ListOrganizationsData, ThrowOnError>): RequestResult<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError> => (options?.client ?? client).get<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations',
    ...options
});

/**
 * Create an organization
 *
 * Provisioning is off until `setProvisioning` switches it on.
 */
export const createOrganization = <ThrowOnError extends boolean = false>(options: Options<CreateOrganizationData, ThrowOnError>): RequestResult<CreateOrganizationResponses, CreateOrganizationErrors, ThrowOnError> => (options.client ?? client).post<CreateOrganizationResponses, CreateOrganizationErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete an organization
 *
 * Deletes its users, groups and SCIM tokens with it, at once and for good.
 */
export const deleteOrganization = <ThrowOnError extends boolean = false>(options: Options<DeleteOrganizationData, ThrowOnError>): RequestResult<DeleteOrganizationResponses, DeleteOrganizationErrors, ThrowOnError> => (options.client ?? client).delete<DeleteOrganizationResponses, DeleteOrganizationErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}',
    ...options
});

/**
 * Read an organization
 */
export const getOrganization = <ThrowOnError extends boolean = false>(options: Options<GetOrganizationData, ThrowOnError>): RequestResult<GetOrganizationResponses, GetOrganizationErrors, ThrowOnError> => (options.client ?? client).get<GetOrganizationResponses, GetOrganizationErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}',
    ...options
});

/**
 * Change an organization
 *
 * Members that are absent from the body stay as they are.
 */
export const updateOrganization = <ThrowOnError extends boolean = false>(options: Options<UpdateOrganizationData, ThrowOnError>): RequestResult<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError> => (options.client ?? client).patch<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Set what an organization is entitled to
 *
 * Without `scim`, SCIM requests of the organization answer 403 and provisioning cannot be switched on. Nothing is deleted; setting it again resumes.
 */
export const setEntitlements = <ThrowOnError extends boolean = false>(options: Options<SetEntitlementsData, ThrowOnError>): RequestResult<SetEntitlementsResponses, SetEntitlementsErrors, ThrowOnError> => (options.client ?? client).put<SetEntitlementsResponses, SetEntitlementsErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/entitlements',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Switch SCIM provisioning on or off
 *
 * Answers 403 `entitlementRequired` when the organization is not entitled to SCIM.
 */
export const setProvisioning = <ThrowOnError extends boolean = false>(options: Options<SetProvisioningData, ThrowOnError>): RequestResult<SetProvisioningResponses, SetProvisioningErrors, ThrowOnError> => (options.client ?? client).put<SetProvisioningResponses, SetProvisioningErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/provisioning',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the SCIM tokens of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listScimTokens = <ThrowOnError extends boolean = false>(options: Options<ListScimTokensData, ThrowOnError>): RequestResult<ListScimTokensResponses, ListScimTokensErrors, ThrowOnError> => (options.client ?? client).get<ListScimTokensResponses, ListScimTokensErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens',
    ...options
});

/**
 * Create a SCIM token
 *
 * The answer is the only place where the token is shown.
 */
export const createScimToken = <ThrowOnError extends boolean = false>(options: Options<CreateScimTokenData, ThrowOnError>): RequestResult<CreateScimTokenResponses, CreateScimTokenErrors, ThrowOnError> => (options.client ?? client).post<CreateScimTokenResponses, CreateScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Revoke a SCIM token
 *
 * The token stops working at once.
 */
export const revokeScimToken = <ThrowOnError extends boolean = false>(options: Options<RevokeScimTokenData, ThrowOnError>): RequestResult<RevokeScimTokenResponses, RevokeScimTokenErrors, ThrowOnError> => (options.client ?? client).delete<RevokeScimTokenResponses, RevokeScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    ...options
});

/**
 * Change a SCIM token
 *
 * Members that are absent from the body stay as they are.
 */
export const updateScimToken = <ThrowOnError extends boolean = false>(options: Options<UpdateScimTokenData, ThrowOnError>): RequestResult<UpdateScimTokenResponses, UpdateScimTokenErrors, ThrowOnError> => (options.client ?? client).patch<UpdateScimTokenResponses, UpdateScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'operatorKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Is the process alive?
 */
export const getHealth = <ThrowOnError extends boolean = false>(options?: Options<GetHealthData, ThrowOnError>): RequestResult<GetHealthResponses, GetHealthErrors, ThrowOnError> => (options?.client ?? client).get<GetHealthResponses, GetHealthErrors, ThrowOnError>({ url: '/healthz', ...options });

/**
 * Can the process serve requests?
 *
 * Answers 503 while the database cannot be reached and while the server shuts down.
 */
export const getReadiness = <ThrowOnError extends boolean = false>(options?: Options<GetReadinessData, ThrowOnError>): RequestResult<GetReadinessResponses, GetReadinessErrors, ThrowOnError> => (options?.client ?? client).get<GetReadinessResponses, GetReadinessErrors, ThrowOnError>({ url: '/readyz', ...options });

/**
 * This document
 */
export const getContract = <ThrowOnError extends boolean = false>(options?: Options<GetContractData, ThrowOnError>): RequestResult<GetContractResponses, GetContractErrors, ThrowOnError> => (options?.client ?? client).get<GetContractResponses, GetContractErrors, ThrowOnError>({ url: '/openapi.json', ...options });
