// Do not edit: made from openapi/ by `npm run generate`.
// @ts-nocheck

import { client } from './client.gen.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client/index.ts';
import type { BulkData, BulkErrors, BulkResponses, CreateAccountSessionData, CreateAccountSessionErrors, CreateAccountSessionResponses, CreateAdminKeyData, CreateAdminKeyErrors, CreateAdminKeyResponses, CreateGroupData, CreateGroupErrors, CreateGroupResponses, CreateKeyChallengeData, CreateKeyChallengeErrors, CreateKeyChallengeResponses, CreateMeData, CreateMeErrors, CreateMeResponses, CreateOrganizationData, CreateOrganizationErrors, CreateOrganizationResponses, CreateOwnKeyringData, CreateOwnKeyringErrors, CreateOwnKeyringResponses, CreateScimTokenData, CreateScimTokenErrors, CreateScimTokenResponses, CreateSessionData, CreateSessionErrors, CreateSessionResponses, CreateSetupTicketData, CreateSetupTicketErrors, CreateSetupTicketResponses, CreateUserData, CreateUserErrors, CreateUserResponses, CreateWebhookData, CreateWebhookErrors, CreateWebhookResponses, DeleteAccountSessionData, DeleteAccountSessionErrors, DeleteAccountSessionResponses, DeleteGroupData, DeleteGroupErrors, DeleteGroupResponses, DeleteMeData, DeleteMeErrors, DeleteMeResponses, DeleteOrganizationData, DeleteOrganizationErrors, DeleteOrganizationResponses, DeleteSessionData, DeleteSessionErrors, DeleteSessionResponses, DeleteSignInConnectionData, DeleteSignInConnectionErrors, DeleteSignInConnectionResponses, DeleteUserData, DeleteUserErrors, DeleteUserResponses, DeleteWebhookData, DeleteWebhookErrors, DeleteWebhookResponses, ExportActivityData, ExportActivityErrors, ExportActivityResponses, FinishSignInData, FinishSignInErrors, GetAccountData, GetAccountErrors, GetAccountResponses, GetActivityData, GetActivityErrors, GetActivityResponses, GetAdminKeyData, GetAdminKeyErrors, GetAdminKeyResponses, GetBulkResultData, GetBulkResultErrors, GetBulkResultResponses, GetConnectionData, GetConnectionErrors, GetConnectionResponses, GetContractData, GetContractErrors, GetContractResponses, GetDeliveryData, GetDeliveryErrors, GetDeliveryResponses, GetEventData, GetEventErrors, GetEventResponses, GetGroupData, GetGroupErrors, GetGroupResponses, GetHealthData, GetHealthErrors, GetHealthResponses, GetJsonWebKeySetData, GetJsonWebKeySetErrors, GetJsonWebKeySetResponses, GetMeData, GetMeErrors, GetMeResponses, GetOrganizationData, GetOrganizationErrors, GetOrganizationGroupData, GetOrganizationGroupErrors, GetOrganizationGroupResponses, GetOrganizationResponses, GetOrganizationUserData, GetOrganizationUserErrors, GetOrganizationUserResponses, GetOwnAccountData, GetOwnAccountErrors, GetOwnAccountResponses, GetOwnKeyringData, GetOwnKeyringErrors, GetOwnKeyringResponses, GetReadinessData, GetReadinessErrors, GetReadinessResponses, GetResourceTypeData, GetResourceTypeErrors, GetResourceTypeResponses, GetRoleMappingsData, GetRoleMappingsErrors, GetRoleMappingsResponses, GetSchemaData, GetSchemaErrors, GetSchemaResponses, GetScimTokenData, GetScimTokenErrors, GetScimTokenResponses, GetServiceProviderConfigData, GetServiceProviderConfigErrors, GetServiceProviderConfigResponses, GetSessionData, GetSessionErrors, GetSessionResponses, GetSignInConnectionData, GetSignInConnectionErrors, GetSignInConnectionResponses, GetUserData, GetUserErrors, GetUserResponses, GetUserRolesData, GetUserRolesErrors, GetUserRolesResponses, GetWebhookData, GetWebhookErrors, GetWebhookResponses, ListAccountsData, ListAccountsErrors, ListAccountsResponses, ListActivityData, ListActivityErrors, ListActivityResponses, ListAdminKeysData, ListAdminKeysErrors, ListAdminKeysResponses, ListAllResourcesData, ListAllResourcesErrors, ListAllResourcesResponses, ListDeliveriesData, ListDeliveriesErrors, ListDeliveriesResponses, ListEventsData, ListEventsErrors, ListEventsResponses, ListGroupMembersData, ListGroupMembersErrors, ListGroupMembersResponses, ListGroupsData, ListGroupsErrors, ListGroupsResponses, ListOrganizationGroupsData, ListOrganizationGroupsErrors, ListOrganizationGroupsResponses, ListOrganizationsData, ListOrganizationsErrors, ListOrganizationsResponses, ListOrganizationUsersData, ListOrganizationUsersErrors, ListOrganizationUsersResponses, ListPublicKeysData, ListPublicKeysErrors, ListPublicKeysResponses, ListResourceTypesData, ListResourceTypesErrors, ListResourceTypesResponses, ListRoleAssignmentsData, ListRoleAssignmentsErrors, ListRoleAssignmentsResponses, ListSchemasData, ListSchemasErrors, ListSchemasResponses, ListScimTokensData, ListScimTokensErrors, ListScimTokensResponses, ListUsersData, ListUsersErrors, ListUsersResponses, ListWebhooksData, ListWebhooksErrors, ListWebhooksResponses, PatchGroupData, PatchGroupErrors, PatchGroupResponses, PatchMeData, PatchMeErrors, PatchMeResponses, PatchUserData, PatchUserErrors, PatchUserResponses, PollSecurityEventsData, PollSecurityEventsErrors, PollSecurityEventsResponses, PreviewRoleMappingsData, PreviewRoleMappingsErrors, PreviewRoleMappingsResponses, RedeliverData, RedeliverErrors, RedeliverEventsData, RedeliverEventsErrors, RedeliverEventsResponses, RedeliverResponses, ReplaceGroupData, ReplaceGroupErrors, ReplaceGroupResponses, ReplaceMeData, ReplaceMeErrors, ReplaceMeResponses, ReplaceOwnKeyringData, ReplaceOwnKeyringErrors, ReplaceOwnKeyringResponses, ReplaceUserData, ReplaceUserErrors, ReplaceUserResponses, ResetAccountData, ResetAccountErrors, ResetAccountResponses, RevokeAdminKeyData, RevokeAdminKeyErrors, RevokeAdminKeyResponses, RevokeScimTokenData, RevokeScimTokenErrors, RevokeScimTokenResponses, RotateScimTokenData, RotateScimTokenErrors, RotateScimTokenResponses, RotateSigningKeyData, RotateSigningKeyErrors, RotateSigningKeyResponses, RotateWebhookSecretData, RotateWebhookSecretErrors, RotateWebhookSecretResponses, SearchAllResourcesData, SearchAllResourcesErrors, SearchAllResourcesResponses, SearchGroupsData, SearchGroupsErrors, SearchGroupsResponses, SearchUsersData, SearchUsersErrors, SearchUsersResponses, SendTestEventData, SendTestEventErrors, SendTestEventResponses, SetEntitlementsData, SetEntitlementsErrors, SetEntitlementsResponses, SetProvisioningData, SetProvisioningErrors, SetProvisioningResponses, SetRoleMappingsData, SetRoleMappingsErrors, SetRoleMappingsResponses, SetSignInConnectionData, SetSignInConnectionErrors, SetSignInConnectionResponses, StartSignInData, StartSignInErrors, UpdateOrganizationData, UpdateOrganizationErrors, UpdateOrganizationResponses, UpdateScimTokenData, UpdateScimTokenErrors, UpdateScimTokenResponses, UpdateWebhookData, UpdateWebhookErrors, UpdateWebhookResponses, VerifyActivityData, VerifyActivityErrors, VerifyActivityResponses } from './types.gen.ts';

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
 * List or search resources of all types
 *
 * RFC 7644 §3.4.2.1. An attribute that a type does not have has no value there; one that no type has is an error. `meta.resourceType eq "User"` narrows the list to one type.
 */
export const listAllResources = <ThrowOnError extends boolean = false>(options?: Options<ListAllResourcesData, ThrowOnError>): RequestResult<ListAllResourcesResponses, ListAllResourcesErrors, ThrowOnError> => (options?.client ?? client).get<ListAllResourcesResponses, ListAllResourcesErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2',
    ...options
});

/**
 * Search resources of all types
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchAllResources = <ThrowOnError extends boolean = false>(options: Options<SearchAllResourcesData, ThrowOnError>): RequestResult<SearchAllResourcesResponses, SearchAllResourcesErrors, ThrowOnError> => (options.client ?? client).post<SearchAllResourcesResponses, SearchAllResourcesErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/.search',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Delete the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const deleteMe = <ThrowOnError extends boolean = false>(options?: Options<DeleteMeData, ThrowOnError>): RequestResult<DeleteMeResponses, DeleteMeErrors, ThrowOnError> => (options?.client ?? client).delete<DeleteMeResponses, DeleteMeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Me',
    ...options
});

/**
 * Read the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const getMe = <ThrowOnError extends boolean = false>(options?: Options<GetMeData, ThrowOnError>): RequestResult<GetMeResponses, GetMeErrors, ThrowOnError> => (options?.client ?? client).get<GetMeResponses, GetMeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Me',
    ...options
});

/**
 * Modify the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const patchMe = <ThrowOnError extends boolean = false>(options: Options<PatchMeData, ThrowOnError>): RequestResult<PatchMeResponses, PatchMeErrors, ThrowOnError> => (options.client ?? client).patch<PatchMeResponses, PatchMeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Me',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Create the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const createMe = <ThrowOnError extends boolean = false>(options: Options<CreateMeData, ThrowOnError>): RequestResult<CreateMeResponses, CreateMeErrors, ThrowOnError> => (options.client ?? client).post<CreateMeResponses, CreateMeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Me',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

/**
 * Replace the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const replaceMe = <ThrowOnError extends boolean = false>(options: Options<ReplaceMeData, ThrowOnError>): RequestResult<ReplaceMeResponses, ReplaceMeErrors, ThrowOnError> => (options.client ?? client).put<ReplaceMeResponses, ReplaceMeErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Me',
    ...options,
    headers: {
        'Content-Type': 'application/scim+json',
        ...options.headers
    }
});

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
 * Search users
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchUsers = <ThrowOnError extends boolean = false>(options: Options<SearchUsersData, ThrowOnError>): RequestResult<SearchUsersResponses, SearchUsersErrors, ThrowOnError> => (options.client ?? client).post<SearchUsersResponses, SearchUsersErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Users/.search',
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
 * RFC 7644 §3.5.2. All operations are applied, or none. Answers 200 with the user or 204, as the client profile of the token has it, unless `Prefer` or `attributes` ask for one of them.
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
 * Search groups
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchGroups = <ThrowOnError extends boolean = false>(options: Options<SearchGroupsData, ThrowOnError>): RequestResult<SearchGroupsResponses, SearchGroupsErrors, ThrowOnError> => (options.client ?? client).post<SearchGroupsResponses, SearchGroupsErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Groups/.search',
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
 * RFC 7644 §3.5.2. All operations are applied, or none. Answers 204, or 200 with the group when `attributes` or `excludedAttributes` is given, `Prefer` asks for it, or the client profile of the token has it so.
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
 * Read how an asynchronous Bulk request went
 *
 * Kept for seven days.
 */
export const getBulkResult = <ThrowOnError extends boolean = false>(options: Options<GetBulkResultData, ThrowOnError>): RequestResult<GetBulkResultResponses, GetBulkResultErrors, ThrowOnError> => (options.client ?? client).get<GetBulkResultResponses, GetBulkResultErrors, ThrowOnError>({
    security: [{
            key: 'scimToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/scim/v2/Bulk/{transaction}',
    ...options
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
 * Sign a browser out
 *
 * Ends the session of the cookie. Does nothing where there is none.
 */
export const deleteSession = <ThrowOnError extends boolean = false>(options?: Options<DeleteSessionData, ThrowOnError>): RequestResult<DeleteSessionResponses, DeleteSessionErrors, ThrowOnError> => (options?.client ?? client).delete<DeleteSessionResponses, DeleteSessionErrors, ThrowOnError>({ url: '/api/v1/session', ...options });

/**
 * Who is asking
 *
 * What the credential of this request is, and what it may do.
 */
export const getSession = <ThrowOnError extends boolean = false>(options?: Options<GetSessionData, ThrowOnError>): RequestResult<GetSessionResponses, GetSessionErrors, ThrowOnError> => (options?.client ?? client).get<GetSessionResponses, GetSessionErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/session',
    ...options
});

/**
 * Sign a browser in
 *
 * Answers with a cookie that scripts cannot read and that stands for the key. It ends 30 minutes after its last use, 12 hours after the sign-in, and with the key. A browser that is signed in signs in again to show, rotate or revoke secrets later than five minutes after the last time. Requests with the cookie need the header `Rollcall-Session: 1` and must come from a page of this server.
 */
export const createSession = <ThrowOnError extends boolean = false>(options: Options<CreateSessionData, ThrowOnError>): RequestResult<CreateSessionResponses, CreateSessionErrors, ThrowOnError> => (options.client ?? client).post<CreateSessionResponses, CreateSessionErrors, ThrowOnError>({
    url: '/api/v1/session',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List organizations
 *
 * Oldest first. An admin key sees its own organization alone.
 */
export const listOrganizations = <ThrowOnError extends boolean = false>(options?: Options<ListOrganizationsData, ThrowOnError>): RequestResult<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError> => (options?.client ?? client).get<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
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
            key: 'adminKey',
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
            key: 'adminKey',
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
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}',
    ...options
});

/**
 * Change an organization
 *
 * Members that are absent from the body stay as they are. `slug` and `externalId` tie the organization to the product, so only the operator may change them.
 */
export const updateOrganization = <ThrowOnError extends boolean = false>(options: Options<UpdateOrganizationData, ThrowOnError>): RequestResult<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError> => (options.client ?? client).patch<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
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
            key: 'adminKey',
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
            key: 'adminKey',
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
 * Whether the identity provider has connected
 *
 * What has arrived from the identity provider, step by step. Ask again and again while somebody presses the test button on the other side.
 */
export const getConnection = <ThrowOnError extends boolean = false>(options: Options<GetConnectionData, ThrowOnError>): RequestResult<GetConnectionResponses, GetConnectionErrors, ThrowOnError> => (options.client ?? client).get<GetConnectionResponses, GetConnectionErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/provisioning/connection',
    ...options
});

/**
 * List the SCIM tokens of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listScimTokens = <ThrowOnError extends boolean = false>(options: Options<ListScimTokensData, ThrowOnError>): RequestResult<ListScimTokensResponses, ListScimTokensErrors, ThrowOnError> => (options.client ?? client).get<ListScimTokensResponses, ListScimTokensErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
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
            key: 'adminKey',
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
 * The token stops working at once, and the secret before it, if that still worked.
 */
export const revokeScimToken = <ThrowOnError extends boolean = false>(options: Options<RevokeScimTokenData, ThrowOnError>): RequestResult<RevokeScimTokenResponses, RevokeScimTokenErrors, ThrowOnError> => (options.client ?? client).delete<RevokeScimTokenResponses, RevokeScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}',
    ...options
});

/**
 * Read a SCIM token
 *
 * Everything but the token itself, which only its creation and its rotation show.
 */
export const getScimToken = <ThrowOnError extends boolean = false>(options: Options<GetScimTokenData, ThrowOnError>): RequestResult<GetScimTokenResponses, GetScimTokenErrors, ThrowOnError> => (options.client ?? client).get<GetScimTokenResponses, GetScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
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
            key: 'adminKey',
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
 * Rotate a SCIM token
 *
 * Gives the token a new secret, which is shown only here. The old one keeps working for the hours of `overlapHours`, so that nothing fails until the identity provider has the new one. A secret from before the last rotation stops at once.
 */
export const rotateScimToken = <ThrowOnError extends boolean = false>(options: Options<RotateScimTokenData, ThrowOnError>): RequestResult<RotateScimTokenResponses, RotateScimTokenErrors, ThrowOnError> => (options.client ?? client).post<RotateScimTokenResponses, RotateScimTokenErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}/rotate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the admin keys of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listAdminKeys = <ThrowOnError extends boolean = false>(options: Options<ListAdminKeysData, ThrowOnError>): RequestResult<ListAdminKeysResponses, ListAdminKeysErrors, ThrowOnError> => (options.client ?? client).get<ListAdminKeysResponses, ListAdminKeysErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/admin-keys',
    ...options
});

/**
 * Create an admin key
 *
 * The answer is the only place where the key is shown.
 */
export const createAdminKey = <ThrowOnError extends boolean = false>(options: Options<CreateAdminKeyData, ThrowOnError>): RequestResult<CreateAdminKeyResponses, CreateAdminKeyErrors, ThrowOnError> => (options.client ?? client).post<CreateAdminKeyResponses, CreateAdminKeyErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/admin-keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Revoke an admin key
 *
 * The key stops working at once, and browsers that are signed in with it are signed out.
 */
export const revokeAdminKey = <ThrowOnError extends boolean = false>(options: Options<RevokeAdminKeyData, ThrowOnError>): RequestResult<RevokeAdminKeyResponses, RevokeAdminKeyErrors, ThrowOnError> => (options.client ?? client).delete<RevokeAdminKeyResponses, RevokeAdminKeyErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}',
    ...options
});

/**
 * Read an admin key
 *
 * Everything but the key itself, which only its creation shows.
 */
export const getAdminKey = <ThrowOnError extends boolean = false>(options: Options<GetAdminKeyData, ThrowOnError>): RequestResult<GetAdminKeyResponses, GetAdminKeyErrors, ThrowOnError> => (options.client ?? client).get<GetAdminKeyResponses, GetAdminKeyErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/admin-keys/{keyId}',
    ...options
});

/**
 * List the users of an organization
 *
 * The SCIM users as the identity provider sees them, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationUsers = <ThrowOnError extends boolean = false>(options: Options<ListOrganizationUsersData, ThrowOnError>): RequestResult<ListOrganizationUsersResponses, ListOrganizationUsersErrors, ThrowOnError> => (options.client ?? client).get<ListOrganizationUsersResponses, ListOrganizationUsersErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/users',
    ...options
});

/**
 * Read a user of an organization
 */
export const getOrganizationUser = <ThrowOnError extends boolean = false>(options: Options<GetOrganizationUserData, ThrowOnError>): RequestResult<GetOrganizationUserResponses, GetOrganizationUserErrors, ThrowOnError> => (options.client ?? client).get<GetOrganizationUserResponses, GetOrganizationUserErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/users/{id}',
    ...options
});

/**
 * List the groups of an organization
 *
 * Without their members, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationGroups = <ThrowOnError extends boolean = false>(options: Options<ListOrganizationGroupsData, ThrowOnError>): RequestResult<ListOrganizationGroupsResponses, ListOrganizationGroupsErrors, ThrowOnError> => (options.client ?? client).get<ListOrganizationGroupsResponses, ListOrganizationGroupsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/groups',
    ...options
});

/**
 * Read a group of an organization
 *
 * Without its members; `listGroupMembers` has them.
 */
export const getOrganizationGroup = <ThrowOnError extends boolean = false>(options: Options<GetOrganizationGroupData, ThrowOnError>): RequestResult<GetOrganizationGroupResponses, GetOrganizationGroupErrors, ThrowOnError> => (options.client ?? client).get<GetOrganizationGroupResponses, GetOrganizationGroupErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/groups/{id}',
    ...options
});

/**
 * List the members of a group
 *
 * In the order of their ids.
 */
export const listGroupMembers = <ThrowOnError extends boolean = false>(options: Options<ListGroupMembersData, ThrowOnError>): RequestResult<ListGroupMembersResponses, ListGroupMembersErrors, ThrowOnError> => (options.client ?? client).get<ListGroupMembersResponses, ListGroupMembersErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/groups/{id}/members',
    ...options
});

/**
 * List what happened
 *
 * Newest first, as far back as the organization keeps it (`activityRetentionDays`). To follow what happens, pass the `id` of the newest entry that is known as `after`.
 */
export const listActivity = <ThrowOnError extends boolean = false>(options: Options<ListActivityData, ThrowOnError>): RequestResult<ListActivityResponses, ListActivityErrors, ThrowOnError> => (options.client ?? client).get<ListActivityResponses, ListActivityErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/activity',
    ...options
});

/**
 * Export activity
 *
 * Entries with everything that is known of them, one JSON object in each line (NDJSON), oldest first. There may be fewer lines than `limit`: to read on, pass the `id` of the last line as `after`; an answer without a line is the end. What happened in the last seconds may be stored later than what follows it, so an export that others continue ends at a time (`to`) some seconds ago.
 */
export const exportActivity = <ThrowOnError extends boolean = false>(options: Options<ExportActivityData, ThrowOnError>): RequestResult<ExportActivityResponses, ExportActivityErrors, ThrowOnError> => (options.client ?? client).get<ExportActivityResponses, ExportActivityErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/activity/export',
    ...options
});

/**
 * See whether activity was tampered with
 *
 * Entries are sealed within seconds in a chain of hashes, each of which holds the one before. This follows the chain, a part in each answer, and says which entries were altered, removed before their time, or added later.
 */
export const verifyActivity = <ThrowOnError extends boolean = false>(options: Options<VerifyActivityData, ThrowOnError>): RequestResult<VerifyActivityResponses, VerifyActivityErrors, ThrowOnError> => (options.client ?? client).get<VerifyActivityResponses, VerifyActivityErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/activity/verification',
    ...options
});

/**
 * Read one entry
 *
 * With the request and the answer, secrets masked, and with what to do about a failure.
 */
export const getActivity = <ThrowOnError extends boolean = false>(options: Options<GetActivityData, ThrowOnError>): RequestResult<GetActivityResponses, GetActivityErrors, ThrowOnError> => (options.client ?? client).get<GetActivityResponses, GetActivityErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/activity/{activityId}',
    ...options
});

/**
 * Follow what changes
 *
 * The events of an organization in their order, from `after` on. Numbers have no gaps, and an event is here as soon as it has one: who passes the `sequence` of the last event that was handled misses nothing and gets nothing twice. To begin, ask with `after=latest`, read the directory, and follow from the `latestSequence` of that answer. Events are kept for the `eventRetentionDays` of the organization; an `after` from before that is refused with 410 `eventsExpired`: begin anew then. `after=0` never is: it means from the oldest event that is kept.
 */
export const listEvents = <ThrowOnError extends boolean = false>(options: Options<ListEventsData, ThrowOnError>): RequestResult<ListEventsResponses, ListEventsErrors, ThrowOnError> => (options.client ?? client).get<ListEventsResponses, ListEventsErrors, ThrowOnError>({
    querySerializer: { parameters: { types: { array: { explode: false } } } },
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/events',
    ...options
});

/**
 * Read one event
 */
export const getEvent = <ThrowOnError extends boolean = false>(options: Options<GetEventData, ThrowOnError>): RequestResult<GetEventResponses, GetEventErrors, ThrowOnError> => (options.client ?? client).get<GetEventResponses, GetEventErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/events/{eventId}',
    ...options
});

/**
 * List the webhooks of an organization
 *
 * Oldest first.
 */
export const listWebhooks = <ThrowOnError extends boolean = false>(options: Options<ListWebhooksData, ThrowOnError>): RequestResult<ListWebhooksResponses, ListWebhooksErrors, ThrowOnError> => (options.client ?? client).get<ListWebhooksResponses, ListWebhooksErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks',
    ...options
});

/**
 * Create a webhook
 *
 * Events from now on are sent to it, in order per resource, at least once. The answer is the only place where its secret is shown.
 */
export const createWebhook = <ThrowOnError extends boolean = false>(options: Options<CreateWebhookData, ThrowOnError>): RequestResult<CreateWebhookResponses, CreateWebhookErrors, ThrowOnError> => (options.client ?? client).post<CreateWebhookResponses, CreateWebhookErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a webhook
 *
 * With its deliveries; nothing is sent any more.
 */
export const deleteWebhook = <ThrowOnError extends boolean = false>(options: Options<DeleteWebhookData, ThrowOnError>): RequestResult<DeleteWebhookResponses, DeleteWebhookErrors, ThrowOnError> => (options.client ?? client).delete<DeleteWebhookResponses, DeleteWebhookErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}',
    ...options
});

/**
 * Read a webhook
 */
export const getWebhook = <ThrowOnError extends boolean = false>(options: Options<GetWebhookData, ThrowOnError>): RequestResult<GetWebhookResponses, GetWebhookErrors, ThrowOnError> => (options.client ?? client).get<GetWebhookResponses, GetWebhookErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}',
    ...options
});

/**
 * Change a webhook
 *
 * Members that are absent from the body stay as they are. Switching a webhook on goes on with what waits for it; events of the time in which it was off are sent with `redeliverEvents`.
 */
export const updateWebhook = <ThrowOnError extends boolean = false>(options: Options<UpdateWebhookData, ThrowOnError>): RequestResult<UpdateWebhookResponses, UpdateWebhookErrors, ThrowOnError> => (options.client ?? client).patch<UpdateWebhookResponses, UpdateWebhookErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Rotate the secret of a webhook
 *
 * The new secret is shown only here. For the hours of `overlapHours` each delivery is signed with the old one too.
 */
export const rotateWebhookSecret = <ThrowOnError extends boolean = false>(options: Options<RotateWebhookSecretData, ThrowOnError>): RequestResult<RotateWebhookSecretResponses, RotateWebhookSecretErrors, ThrowOnError> => (options.client ?? client).post<RotateWebhookSecretResponses, RotateWebhookSecretErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/rotate-secret',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Send a test event
 *
 * An event of the type `webhook.test` is sent to this webhook alone, at once and once; read the delivery again to see how it went.
 */
export const sendTestEvent = <ThrowOnError extends boolean = false>(options: Options<SendTestEventData, ThrowOnError>): RequestResult<SendTestEventResponses, SendTestEventErrors, ThrowOnError> => (options.client ?? client).post<SendTestEventResponses, SendTestEventErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/test',
    ...options
});

/**
 * Deliver many events again
 *
 * Sends the events of a time that have not arrived, also those that were never sent because the webhook was off or not there yet; in their order, each with the same `webhook-id` as ever.
 */
export const redeliverEvents = <ThrowOnError extends boolean = false>(options: Options<RedeliverEventsData, ThrowOnError>): RequestResult<RedeliverEventsResponses, RedeliverEventsErrors, ThrowOnError> => (options.client ?? client).post<RedeliverEventsResponses, RedeliverEventsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/redeliver',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Fetch and acknowledge security event tokens
 *
 * RFC 8936 §2.4, for a webhook whose `delivery` is `poll`. Tokens that are acknowledged are not answered again; the others are, until they are. Whether or not `returnImmediately` says so, the answer does not wait.
 */
export const pollSecurityEvents = <ThrowOnError extends boolean = false>(options: Options<PollSecurityEventsData, ThrowOnError>): RequestResult<PollSecurityEventsResponses, PollSecurityEventsErrors, ThrowOnError> => (options.client ?? client).post<PollSecurityEventsResponses, PollSecurityEventsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/poll',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the deliveries of a webhook
 *
 * Newest first, as far back as 30 days.
 */
export const listDeliveries = <ThrowOnError extends boolean = false>(options: Options<ListDeliveriesData, ThrowOnError>): RequestResult<ListDeliveriesResponses, ListDeliveriesErrors, ThrowOnError> => (options.client ?? client).get<ListDeliveriesResponses, ListDeliveriesErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries',
    ...options
});

/**
 * Read a delivery
 *
 * With each attempt, what was sent, what was answered and how long it took.
 */
export const getDelivery = <ThrowOnError extends boolean = false>(options: Options<GetDeliveryData, ThrowOnError>): RequestResult<GetDeliveryResponses, GetDeliveryErrors, ThrowOnError> => (options.client ?? client).get<GetDeliveryResponses, GetDeliveryErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries/{deliveryId}',
    ...options
});

/**
 * Deliver again
 *
 * With the same `webhook-id`, whether or not it has arrived, and with as many tries as at first.
 */
export const redeliver = <ThrowOnError extends boolean = false>(options: Options<RedeliverData, ThrowOnError>): RequestResult<RedeliverResponses, RedeliverErrors, ThrowOnError> => (options.client ?? client).post<RedeliverResponses, RedeliverErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver',
    ...options
});

/**
 * Read which groups give which roles
 */
export const getRoleMappings = <ThrowOnError extends boolean = false>(options: Options<GetRoleMappingsData, ThrowOnError>): RequestResult<GetRoleMappingsResponses, GetRoleMappingsErrors, ThrowOnError> => (options.client ?? client).get<GetRoleMappingsResponses, GetRoleMappingsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/role-mappings',
    ...options
});

/**
 * Say which groups give which roles
 *
 * Takes effect at once, for every user whom it concerns; each gets an event `user.roles_changed`. The list of roles is the operator's; a rule, or a default role, that gives more than the caller's key may grant is refused with 403 unless it was there before. What changes nothing makes no new version.
 */
export const setRoleMappings = <ThrowOnError extends boolean = false>(options: Options<SetRoleMappingsData, ThrowOnError>): RequestResult<SetRoleMappingsResponses, SetRoleMappingsErrors, ThrowOnError> => (options.client ?? client).put<SetRoleMappingsResponses, SetRoleMappingsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/role-mappings',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * See who would gain and lose what
 *
 * Changes nothing, and refuses what `setRoleMappings` would refuse; the same body given to it does it.
 */
export const previewRoleMappings = <ThrowOnError extends boolean = false>(options: Options<PreviewRoleMappingsData, ThrowOnError>): RequestResult<PreviewRoleMappingsResponses, PreviewRoleMappingsErrors, ThrowOnError> => (options.client ?? client).post<PreviewRoleMappingsResponses, PreviewRoleMappingsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/role-mappings/preview',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List users with their roles
 *
 * In the order of their ids.
 */
export const listRoleAssignments = <ThrowOnError extends boolean = false>(options: Options<ListRoleAssignmentsData, ThrowOnError>): RequestResult<ListRoleAssignmentsResponses, ListRoleAssignmentsErrors, ThrowOnError> => (options.client ?? client).get<ListRoleAssignmentsResponses, ListRoleAssignmentsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/role-assignments',
    ...options
});

/**
 * Read the roles of a user, and why
 */
export const getUserRoles = <ThrowOnError extends boolean = false>(options: Options<GetUserRolesData, ThrowOnError>): RequestResult<GetUserRolesResponses, GetUserRolesErrors, ThrowOnError> => (options.client ?? client).get<GetUserRolesResponses, GetUserRolesErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/users/{id}/roles',
    ...options
});

/**
 * List the accounts of an organization
 *
 * In the order of the ids of their users; closed ones only when they are asked for.
 */
export const listAccounts = <ThrowOnError extends boolean = false>(options: Options<ListAccountsData, ThrowOnError>): RequestResult<ListAccountsResponses, ListAccountsErrors, ThrowOnError> => (options.client ?? client).get<ListAccountsResponses, ListAccountsErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/accounts',
    ...options
});

/**
 * Read the account of a user
 */
export const getAccount = <ThrowOnError extends boolean = false>(options: Options<GetAccountData, ThrowOnError>): RequestResult<GetAccountResponses, GetAccountErrors, ThrowOnError> => (options.client ?? client).get<GetAccountResponses, GetAccountErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}',
    ...options
});

/**
 * Let a user in whom the product has authenticated
 *
 * The ticket opens the account of this user once, within ten minutes. Only the backend of the product asks for it, after it has made sure who the user is.
 */
export const createSetupTicket = <ThrowOnError extends boolean = false>(options: Options<CreateSetupTicketData, ThrowOnError>): RequestResult<CreateSetupTicketResponses, CreateSetupTicketErrors, ThrowOnError> => (options.client ?? client).post<CreateSetupTicketResponses, CreateSetupTicketErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}/setup-tickets',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take the keys of a user away
 *
 * The account is `initialized` again, and its sessions and tickets end. What was encrypted to the user can never be read again by anybody, unless the product has kept the sealed keys.
 */
export const resetAccount = <ThrowOnError extends boolean = false>(options: Options<ResetAccountData, ThrowOnError>): RequestResult<ResetAccountResponses, ResetAccountErrors, ThrowOnError> => (options.client ?? client).post<ResetAccountResponses, ResetAccountErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/accounts/{userId}/reset',
    ...options
});

/**
 * Read the public keys of some users
 *
 * What a product needs to encrypt something to them.
 */
export const listPublicKeys = <ThrowOnError extends boolean = false>(options: Options<ListPublicKeysData, ThrowOnError>): RequestResult<ListPublicKeysResponses, ListPublicKeysErrors, ThrowOnError> => (options.client ?? client).get<ListPublicKeysResponses, ListPublicKeysErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/public-keys',
    ...options
});

/**
 * Disconnect the OpenID provider
 */
export const deleteSignInConnection = <ThrowOnError extends boolean = false>(options: Options<DeleteSignInConnectionData, ThrowOnError>): RequestResult<DeleteSignInConnectionResponses, DeleteSignInConnectionErrors, ThrowOnError> => (options.client ?? client).delete<DeleteSignInConnectionResponses, DeleteSignInConnectionErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/sign-in',
    ...options
});

/**
 * Read how users sign in
 *
 * 404 where no OpenID provider is connected.
 */
export const getSignInConnection = <ThrowOnError extends boolean = false>(options: Options<GetSignInConnectionData, ThrowOnError>): RequestResult<GetSignInConnectionResponses, GetSignInConnectionErrors, ThrowOnError> => (options.client ?? client).get<GetSignInConnectionResponses, GetSignInConnectionErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/sign-in',
    ...options
});

/**
 * Connect an OpenID provider
 *
 * Authorization code with PKCE (OpenID Connect Core 1.0). The provider is asked for its metadata at once; one that does not answer, or is another issuer than it says, is refused. Sessions go on; who signed in with another issuer before signs in anew with this one.
 */
export const setSignInConnection = <ThrowOnError extends boolean = false>(options: Options<SetSignInConnectionData, ThrowOnError>): RequestResult<SetSignInConnectionResponses, SetSignInConnectionErrors, ThrowOnError> => (options.client ?? client).put<SetSignInConnectionResponses, SetSignInConnectionErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/organizations/{organizationId}/sign-in',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Who is signed in
 */
export const getOwnAccount = <ThrowOnError extends boolean = false>(options?: Options<GetOwnAccountData, ThrowOnError>): RequestResult<GetOwnAccountResponses, GetOwnAccountErrors, ThrowOnError> => (options?.client ?? client).get<GetOwnAccountResponses, GetOwnAccountErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account',
    ...options
});

/**
 * Sign out
 *
 * Does nothing where nobody is signed in.
 */
export const deleteAccountSession = <ThrowOnError extends boolean = false>(options?: Options<DeleteAccountSessionData, ThrowOnError>): RequestResult<DeleteAccountSessionResponses, DeleteAccountSessionErrors, ThrowOnError> => (options?.client ?? client).delete<DeleteAccountSessionResponses, DeleteAccountSessionErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account/session',
    ...options
});

/**
 * Sign in with a ticket
 *
 * A ticket works once. The answer has a cookie that scripts cannot read, or for the page of a product a token. It ends 15 minutes after its last use, 8 hours after the sign-in, and at once with the user, the user's access, or provisioning.
 */
export const createAccountSession = <ThrowOnError extends boolean = false>(options: Options<CreateAccountSessionData, ThrowOnError>): RequestResult<CreateAccountSessionResponses, CreateAccountSessionErrors, ThrowOnError> => (options.client ?? client).post<CreateAccountSessionResponses, CreateAccountSessionErrors, ThrowOnError>({
    url: '/api/v1/account/session',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read the own sealed keys
 *
 * Opened by the browser alone, with the master password or the recovery code.
 */
export const getOwnKeyring = <ThrowOnError extends boolean = false>(options?: Options<GetOwnKeyringData, ThrowOnError>): RequestResult<GetOwnKeyringResponses, GetOwnKeyringErrors, ThrowOnError> => (options?.client ?? client).get<GetOwnKeyringResponses, GetOwnKeyringErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account/keyring',
    ...options
});

/**
 * Finish the account
 *
 * Stores the first keys; the account is `ready`. Where there are some already, also from another tab, the answer is 412 and they stay.
 */
export const createOwnKeyring = <ThrowOnError extends boolean = false>(options: Options<CreateOwnKeyringData, ThrowOnError>): RequestResult<CreateOwnKeyringResponses, CreateOwnKeyringErrors, ThrowOnError> => (options.client ?? client).put<CreateOwnKeyringResponses, CreateOwnKeyringErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account/keyring',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask for what a replacement must be signed over
 *
 * Works once, within five minutes, in this session.
 */
export const createKeyChallenge = <ThrowOnError extends boolean = false>(options?: Options<CreateKeyChallengeData, ThrowOnError>): RequestResult<CreateKeyChallengeResponses, CreateKeyChallengeErrors, ThrowOnError> => (options?.client ?? client).post<CreateKeyChallengeResponses, CreateKeyChallengeErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account/keyring/challenges',
    ...options
});

/**
 * Change the master password, recover, or rotate keys
 *
 * Needs a proof by the current signing key over a challenge: who has stolen a session and cannot unlock the account changes nothing.
 */
export const replaceOwnKeyring = <ThrowOnError extends boolean = false>(options: Options<ReplaceOwnKeyringData, ThrowOnError>): RequestResult<ReplaceOwnKeyringResponses, ReplaceOwnKeyringErrors, ThrowOnError> => (options.client ?? client).post<ReplaceOwnKeyringResponses, ReplaceOwnKeyringErrors, ThrowOnError>({
    security: [{
            key: 'accountSession',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/account/keyring/replacements',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Begin to sign in with the OpenID provider
 *
 * For browsers, as a link: leads to the provider of the organization; where that is not possible, to the account page, which says why.
 */
export const startSignIn = <ThrowOnError extends boolean = false>(options: Options<StartSignInData, ThrowOnError>): RequestResult<unknown, StartSignInErrors, ThrowOnError> => (options.client ?? client).get<unknown, StartSignInErrors, ThrowOnError>({ url: '/api/v1/account/sign-in', ...options });

/**
 * Come back from the OpenID provider
 *
 * For browsers, which the provider sends here. Leads to the account page, signed in or with the reason why not.
 */
export const finishSignIn = <ThrowOnError extends boolean = false>(options?: Options<FinishSignInData, ThrowOnError>): RequestResult<unknown, FinishSignInErrors, ThrowOnError> => (options?.client ?? client).get<unknown, FinishSignInErrors, ThrowOnError>({ url: '/api/v1/account/callback', ...options });

/**
 * Sign with a new key
 *
 * Security event tokens are signed with a new key from now on. The old public key stays published for 30 days. Keys are also rotated by themselves every 90 days.
 */
export const rotateSigningKey = <ThrowOnError extends boolean = false>(options?: Options<RotateSigningKeyData, ThrowOnError>): RequestResult<RotateSigningKeyResponses, RotateSigningKeyErrors, ThrowOnError> => (options?.client ?? client).post<RotateSigningKeyResponses, RotateSigningKeyErrors, ThrowOnError>({
    security: [{
            key: 'adminKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/v1/signing-keys/rotate',
    ...options
});

/**
 * The keys that verify security event tokens
 *
 * A JWK set (RFC 7517 §5), with the keys of before as long as tokens that they signed may be under way.
 */
export const getJsonWebKeySet = <ThrowOnError extends boolean = false>(options?: Options<GetJsonWebKeySetData, ThrowOnError>): RequestResult<GetJsonWebKeySetResponses, GetJsonWebKeySetErrors, ThrowOnError> => (options?.client ?? client).get<GetJsonWebKeySetResponses, GetJsonWebKeySetErrors, ThrowOnError>({ url: '/.well-known/jwks.json', ...options });

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
