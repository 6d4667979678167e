// Do not edit: made from openapi/ by `npm run generate`.
// @ts-nocheck

import { type InfiniteData, infiniteQueryOptions, queryOptions, type UseMutationOptions } from '@tanstack/react-query';

import { client } from '../client.gen.ts';
import { bulk, createAccountSession, createAdminKey, createGroup, createKeyChallenge, createMe, createOrganization, createOwnKeyring, createScimToken, createSession, createSetupTicket, createUser, createWebhook, deleteAccountSession, deleteGroup, deleteMe, deleteOrganization, deleteSession, deleteSignInConnection, deleteUser, deleteWebhook, exportActivity, finishSignIn, getAccount, getActivity, getAdminKey, getBulkResult, getConnection, getContract, getDelivery, getEvent, getGroup, getHealth, getJsonWebKeySet, getMe, getOrganization, getOrganizationGroup, getOrganizationUser, getOwnAccount, getOwnKeyring, getReadiness, getResourceType, getRoleMappings, getSchema, getScimToken, getServiceProviderConfig, getSession, getSignInConnection, getUser, getUserRoles, getWebhook, listAccounts, listActivity, listAdminKeys, listAllResources, listDeliveries, listEvents, listGroupMembers, listGroups, listOrganizationGroups, listOrganizations, listOrganizationUsers, listPublicKeys, listResourceTypes, listRoleAssignments, listSchemas, listScimTokens, listUsers, listWebhooks, type Options, patchGroup, patchMe, patchUser, pollSecurityEvents, previewRoleMappings, redeliver, redeliverEvents, replaceGroup, replaceMe, replaceOwnKeyring, replaceUser, resetAccount, revokeAdminKey, revokeScimToken, rotateScimToken, rotateSigningKey, rotateWebhookSecret, searchAllResources, searchGroups, searchUsers, sendTestEvent, setEntitlements, setProvisioning, setRoleMappings, setSignInConnection, startSignIn, updateOrganization, updateScimToken, updateWebhook, verifyActivity } from '../sdk.gen.ts';
import type { BulkData, BulkError, BulkResponse2, CreateAccountSessionData, CreateAccountSessionError, CreateAccountSessionResponse, CreateAdminKeyData, CreateAdminKeyError, CreateAdminKeyResponse, CreateGroupData, CreateGroupError, CreateGroupResponse, CreateKeyChallengeData, CreateKeyChallengeError, CreateKeyChallengeResponse, CreateMeData, CreateMeError, CreateMeResponse, CreateOrganizationData, CreateOrganizationError, CreateOrganizationResponse, CreateOwnKeyringData, CreateOwnKeyringError, CreateOwnKeyringResponse, CreateScimTokenData, CreateScimTokenError, CreateScimTokenResponse, CreateSessionData, CreateSessionError, CreateSessionResponse, CreateSetupTicketData, CreateSetupTicketError, CreateSetupTicketResponse, CreateUserData, CreateUserError, CreateUserResponse, CreateWebhookData, CreateWebhookError, CreateWebhookResponse, DeleteAccountSessionData, DeleteAccountSessionError, DeleteAccountSessionResponse, DeleteGroupData, DeleteGroupError, DeleteGroupResponse, DeleteMeData, DeleteMeError, DeleteMeResponse, DeleteOrganizationData, DeleteOrganizationError, DeleteOrganizationResponse, DeleteSessionData, DeleteSessionError, DeleteSessionResponse, DeleteSignInConnectionData, DeleteSignInConnectionError, DeleteSignInConnectionResponse, DeleteUserData, DeleteUserError, DeleteUserResponse, DeleteWebhookData, DeleteWebhookError, DeleteWebhookResponse, ExportActivityData, ExportActivityError, ExportActivityResponse, FinishSignInData, FinishSignInError, GetAccountData, GetAccountError, GetAccountResponse, GetActivityData, GetActivityError, GetActivityResponse, GetAdminKeyData, GetAdminKeyError, GetAdminKeyResponse, GetBulkResultData, GetBulkResultError, GetBulkResultResponse, GetConnectionData, GetConnectionError, GetConnectionResponse, GetContractData, GetContractError, GetContractResponse, GetDeliveryData, GetDeliveryError, GetDeliveryResponse, GetEventData, GetEventError, GetEventResponse, GetGroupData, GetGroupError, GetGroupResponse, GetHealthData, GetHealthError, GetHealthResponse, GetJsonWebKeySetData, GetJsonWebKeySetError, GetJsonWebKeySetResponse, GetMeData, GetMeError, GetMeResponse, GetOrganizationData, GetOrganizationError, GetOrganizationGroupData, GetOrganizationGroupError, GetOrganizationGroupResponse, GetOrganizationResponse, GetOrganizationUserData, GetOrganizationUserError, GetOrganizationUserResponse, GetOwnAccountData, GetOwnAccountError, GetOwnAccountResponse, GetOwnKeyringData, GetOwnKeyringError, GetOwnKeyringResponse, GetReadinessData, GetReadinessError, GetReadinessResponse, GetResourceTypeData, GetResourceTypeError, GetResourceTypeResponse, GetRoleMappingsData, GetRoleMappingsError, GetRoleMappingsResponse, GetSchemaData, GetSchemaError, GetSchemaResponse, GetScimTokenData, GetScimTokenError, GetScimTokenResponse, GetServiceProviderConfigData, GetServiceProviderConfigError, GetServiceProviderConfigResponse, GetSessionData, GetSessionError, GetSessionResponse, GetSignInConnectionData, GetSignInConnectionError, GetSignInConnectionResponse, GetUserData, GetUserError, GetUserResponse, GetUserRolesData, GetUserRolesError, GetUserRolesResponse, GetWebhookData, GetWebhookError, GetWebhookResponse, ListAccountsData, ListAccountsError, ListAccountsResponse, ListActivityData, ListActivityError, ListActivityResponse, ListAdminKeysData, ListAdminKeysError, ListAdminKeysResponse, ListAllResourcesData, ListAllResourcesError, ListAllResourcesResponse, ListDeliveriesData, ListDeliveriesError, ListDeliveriesResponse, ListEventsData, ListEventsError, ListEventsResponse, ListGroupMembersData, ListGroupMembersError, ListGroupMembersResponse, ListGroupsData, ListGroupsError, ListGroupsResponse, ListOrganizationGroupsData, ListOrganizationGroupsError, ListOrganizationGroupsResponse, ListOrganizationsData, ListOrganizationsError, ListOrganizationsResponse, ListOrganizationUsersData, ListOrganizationUsersError, ListOrganizationUsersResponse, ListPublicKeysData, ListPublicKeysError, ListPublicKeysResponse, ListResourceTypesData, ListResourceTypesError, ListResourceTypesResponse, ListRoleAssignmentsData, ListRoleAssignmentsError, ListRoleAssignmentsResponse, ListSchemasData, ListSchemasError, ListSchemasResponse, ListScimTokensData, ListScimTokensError, ListScimTokensResponse, ListUsersData, ListUsersError, ListUsersResponse, ListWebhooksData, ListWebhooksError, ListWebhooksResponse, PatchGroupData, PatchGroupError, PatchGroupResponse, PatchMeData, PatchMeError, PatchMeResponse, PatchUserData, PatchUserError, PatchUserResponse, PollSecurityEventsData, PollSecurityEventsError, PollSecurityEventsResponse, PreviewRoleMappingsData, PreviewRoleMappingsError, PreviewRoleMappingsResponse, RedeliverData, RedeliverError, RedeliverEventsData, RedeliverEventsError, RedeliverEventsResponse, RedeliverResponse, ReplaceGroupData, ReplaceGroupError, ReplaceGroupResponse, ReplaceMeData, ReplaceMeError, ReplaceMeResponse, ReplaceOwnKeyringData, ReplaceOwnKeyringError, ReplaceOwnKeyringResponse, ReplaceUserData, ReplaceUserError, ReplaceUserResponse, ResetAccountData, ResetAccountError, ResetAccountResponse, RevokeAdminKeyData, RevokeAdminKeyError, RevokeAdminKeyResponse, RevokeScimTokenData, RevokeScimTokenError, RevokeScimTokenResponse, RotateScimTokenData, RotateScimTokenError, RotateScimTokenResponse, RotateSigningKeyData, RotateSigningKeyError, RotateSigningKeyResponse, RotateWebhookSecretData, RotateWebhookSecretError, RotateWebhookSecretResponse, SearchAllResourcesData, SearchAllResourcesError, SearchAllResourcesResponse, SearchGroupsData, SearchGroupsError, SearchGroupsResponse, SearchUsersData, SearchUsersError, SearchUsersResponse, SendTestEventData, SendTestEventError, SendTestEventResponse, SetEntitlementsData, SetEntitlementsError, SetEntitlementsResponse, SetProvisioningData, SetProvisioningError, SetProvisioningResponse, SetRoleMappingsData, SetRoleMappingsError, SetRoleMappingsResponse, SetSignInConnectionData, SetSignInConnectionError, SetSignInConnectionResponse, StartSignInData, StartSignInError, UpdateOrganizationData, UpdateOrganizationError, UpdateOrganizationResponse, UpdateScimTokenData, UpdateScimTokenError, UpdateScimTokenResponse, UpdateWebhookData, UpdateWebhookError, UpdateWebhookResponse, VerifyActivityData, VerifyActivityError, VerifyActivityResponse } from '../types.gen.ts';

export type QueryKey<TOptions extends Options> = [
    Pick<TOptions, 'baseUrl' | 'body' | 'headers' | 'path' | 'query'> & {
        _id: string;
        _infinite?: boolean;
        tags?: ReadonlyArray<string>;
    }
];

const createQueryKey = <TOptions extends Options>(id: string, options?: TOptions, infinite?: boolean, tags?: ReadonlyArray<string>): [
    QueryKey<TOptions>[0]
] => {
    const params: QueryKey<TOptions>[0] = { _id: id, baseUrl: options?.baseUrl || (options?.client ?? client).getConfig().baseUrl } as QueryKey<TOptions>[0];
    if (infinite) {
        params._infinite = infinite;
    }
    if (tags) {
        params.tags = tags;
    }
    if (options?.body) {
        params.body = options.body;
    }
    if (options?.headers) {
        params.headers = options.headers;
    }
    if (options?.path) {
        params.path = options.path;
    }
    if (options?.query) {
        params.query = options.query;
    }
    return [params];
};

export const listAllResourcesQueryKey = (options?: Options<ListAllResourcesData>) => createQueryKey('listAllResources', options);

/**
 * List or search resources of all types
 *
 * RFC 7644 §3.4.2.1. An attribute that a type does not have has no value there; one that no type has is an error. `meta.resourceType eq "User"` narrows the list to one type.
 */
export const listAllResourcesOptions = (options?: Options<ListAllResourcesData>) => queryOptions<ListAllResourcesResponse, ListAllResourcesError, ListAllResourcesResponse, ReturnType<typeof listAllResourcesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listAllResources({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listAllResourcesQueryKey(options)
});

const createInfiniteParams = <K extends Pick<QueryKey<Options>[0], 'body' | 'headers' | 'path' | 'query'>>(queryKey: QueryKey<Options>, page: K) => {
    const params = { ...queryKey[0] };
    if (page.body) {
        params.body = {
            ...queryKey[0].body as any,
            ...page.body as any
        };
    }
    if (page.headers) {
        params.headers = {
            ...queryKey[0].headers,
            ...page.headers
        };
    }
    if (page.path) {
        params.path = {
            ...queryKey[0].path as any,
            ...page.path as any
        };
    }
    if (page.query) {
        params.query = {
            ...queryKey[0].query as any,
            ...page.query as any
        };
    }
    return params as unknown as typeof page;
};

export const listAllResourcesInfiniteQueryKey = (options?: Options<ListAllResourcesData>): QueryKey<Options<ListAllResourcesData>> => createQueryKey('listAllResources', options, true);

/**
 * List or search resources of all types
 *
 * RFC 7644 §3.4.2.1. An attribute that a type does not have has no value there; one that no type has is an error. `meta.resourceType eq "User"` narrows the list to one type.
 */
export const listAllResourcesInfiniteOptions = (options?: Options<ListAllResourcesData>) => {
    const opts = infiniteQueryOptions<ListAllResourcesResponse, ListAllResourcesError, InfiniteData<ListAllResourcesResponse>, QueryKey<Options<ListAllResourcesData>>, string | Pick<QueryKey<Options<ListAllResourcesData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListAllResourcesData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listAllResources({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listAllResourcesInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Search resources of all types
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchAllResourcesMutation = (options?: Partial<Options<SearchAllResourcesData>>): UseMutationOptions<SearchAllResourcesResponse, SearchAllResourcesError, Options<SearchAllResourcesData>> => {
    const mutationOptions: UseMutationOptions<SearchAllResourcesResponse, SearchAllResourcesError, Options<SearchAllResourcesData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await searchAllResources({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const deleteMeMutation = (options?: Partial<Options<DeleteMeData>>): UseMutationOptions<DeleteMeResponse, DeleteMeError, Options<DeleteMeData>> => {
    const mutationOptions: UseMutationOptions<DeleteMeResponse, DeleteMeError, Options<DeleteMeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteMe({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getMeQueryKey = (options?: Options<GetMeData>) => createQueryKey('getMe', options);

/**
 * Read the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const getMeOptions = (options?: Options<GetMeData>) => queryOptions<GetMeResponse, GetMeError, GetMeResponse, ReturnType<typeof getMeQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getMe({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getMeQueryKey(options)
});

/**
 * Modify the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const patchMeMutation = (options?: Partial<Options<PatchMeData>>): UseMutationOptions<PatchMeResponse, PatchMeError, Options<PatchMeData>> => {
    const mutationOptions: UseMutationOptions<PatchMeResponse, PatchMeError, Options<PatchMeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await patchMe({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Create the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const createMeMutation = (options?: Partial<Options<CreateMeData>>): UseMutationOptions<CreateMeResponse, CreateMeError, Options<CreateMeData>> => {
    const mutationOptions: UseMutationOptions<CreateMeResponse, CreateMeError, Options<CreateMeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createMe({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Replace the user who is signed in
 *
 * RFC 7644 §3.11. A SCIM token stands for no user, so it is answered 501.
 */
export const replaceMeMutation = (options?: Partial<Options<ReplaceMeData>>): UseMutationOptions<ReplaceMeResponse, ReplaceMeError, Options<ReplaceMeData>> => {
    const mutationOptions: UseMutationOptions<ReplaceMeResponse, ReplaceMeError, Options<ReplaceMeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await replaceMe({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listUsersQueryKey = (options?: Options<ListUsersData>) => createQueryKey('listUsers', options);

/**
 * List or search users
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listUsersOptions = (options?: Options<ListUsersData>) => queryOptions<ListUsersResponse, ListUsersError, ListUsersResponse, ReturnType<typeof listUsersQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listUsers({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listUsersQueryKey(options)
});

export const listUsersInfiniteQueryKey = (options?: Options<ListUsersData>): QueryKey<Options<ListUsersData>> => createQueryKey('listUsers', options, true);

/**
 * List or search users
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listUsersInfiniteOptions = (options?: Options<ListUsersData>) => {
    const opts = infiniteQueryOptions<ListUsersResponse, ListUsersError, InfiniteData<ListUsersResponse>, QueryKey<Options<ListUsersData>>, string | Pick<QueryKey<Options<ListUsersData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListUsersData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listUsers({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listUsersInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create a user
 *
 * RFC 7644 §3.3. Read-only attributes in the body are ignored.
 */
export const createUserMutation = (options?: Partial<Options<CreateUserData>>): UseMutationOptions<CreateUserResponse, CreateUserError, Options<CreateUserData>> => {
    const mutationOptions: UseMutationOptions<CreateUserResponse, CreateUserError, Options<CreateUserData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createUser({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Search users
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchUsersMutation = (options?: Partial<Options<SearchUsersData>>): UseMutationOptions<SearchUsersResponse, SearchUsersError, Options<SearchUsersData>> => {
    const mutationOptions: UseMutationOptions<SearchUsersResponse, SearchUsersError, Options<SearchUsersData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await searchUsers({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete a user
 *
 * RFC 7644 §3.6. The user leaves every group, and nobody's manager refers to them any more. To withdraw access and keep the user, set `active` to false instead.
 */
export const deleteUserMutation = (options?: Partial<Options<DeleteUserData>>): UseMutationOptions<DeleteUserResponse, DeleteUserError, Options<DeleteUserData>> => {
    const mutationOptions: UseMutationOptions<DeleteUserResponse, DeleteUserError, Options<DeleteUserData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteUser({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getUserQueryKey = (options: Options<GetUserData>) => createQueryKey('getUser', options);

/**
 * Read a user
 *
 * RFC 7644 §3.4.1.
 */
export const getUserOptions = (options: Options<GetUserData>) => queryOptions<GetUserResponse, GetUserError, GetUserResponse, ReturnType<typeof getUserQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getUser({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getUserQueryKey(options)
});

/**
 * Modify a user
 *
 * RFC 7644 §3.5.2. All operations are applied, or none. Answers 200 with the user or 204, as the client profile of the token has it, unless `Prefer` or `attributes` ask for one of them.
 */
export const patchUserMutation = (options?: Partial<Options<PatchUserData>>): UseMutationOptions<PatchUserResponse, PatchUserError, Options<PatchUserData>> => {
    const mutationOptions: UseMutationOptions<PatchUserResponse, PatchUserError, Options<PatchUserData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await patchUser({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Replace a user
 *
 * RFC 7644 §3.5.1. Omitted attributes are cleared, except `active`, `password`, and extensions that the body's `schemas` does not list. Read-only attributes, `id` among them, are ignored.
 */
export const replaceUserMutation = (options?: Partial<Options<ReplaceUserData>>): UseMutationOptions<ReplaceUserResponse, ReplaceUserError, Options<ReplaceUserData>> => {
    const mutationOptions: UseMutationOptions<ReplaceUserResponse, ReplaceUserError, Options<ReplaceUserData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await replaceUser({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listGroupsQueryKey = (options?: Options<ListGroupsData>) => createQueryKey('listGroups', options);

/**
 * List or search groups
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listGroupsOptions = (options?: Options<ListGroupsData>) => queryOptions<ListGroupsResponse, ListGroupsError, ListGroupsResponse, ReturnType<typeof listGroupsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listGroups({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listGroupsQueryKey(options)
});

export const listGroupsInfiniteQueryKey = (options?: Options<ListGroupsData>): QueryKey<Options<ListGroupsData>> => createQueryKey('listGroups', options, true);

/**
 * List or search groups
 *
 * RFC 7644 §3.4.2. Sorted by creation unless `sortBy` says otherwise; the order is the same on every page.
 */
export const listGroupsInfiniteOptions = (options?: Options<ListGroupsData>) => {
    const opts = infiniteQueryOptions<ListGroupsResponse, ListGroupsError, InfiniteData<ListGroupsResponse>, QueryKey<Options<ListGroupsData>>, string | Pick<QueryKey<Options<ListGroupsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListGroupsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listGroups({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listGroupsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create a group
 *
 * RFC 7644 §3.3. Read-only attributes in the body are ignored.
 */
export const createGroupMutation = (options?: Partial<Options<CreateGroupData>>): UseMutationOptions<CreateGroupResponse, CreateGroupError, Options<CreateGroupData>> => {
    const mutationOptions: UseMutationOptions<CreateGroupResponse, CreateGroupError, Options<CreateGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Search groups
 *
 * RFC 7644 §3.4.3. The same as the list by GET, with the query in the body, where no log of URLs has it.
 */
export const searchGroupsMutation = (options?: Partial<Options<SearchGroupsData>>): UseMutationOptions<SearchGroupsResponse, SearchGroupsError, Options<SearchGroupsData>> => {
    const mutationOptions: UseMutationOptions<SearchGroupsResponse, SearchGroupsError, Options<SearchGroupsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await searchGroups({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete a group
 *
 * RFC 7644 §3.6. Its members stay; groups that contain it no longer do.
 */
export const deleteGroupMutation = (options?: Partial<Options<DeleteGroupData>>): UseMutationOptions<DeleteGroupResponse, DeleteGroupError, Options<DeleteGroupData>> => {
    const mutationOptions: UseMutationOptions<DeleteGroupResponse, DeleteGroupError, Options<DeleteGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getGroupQueryKey = (options: Options<GetGroupData>) => createQueryKey('getGroup', options);

/**
 * Read a group
 *
 * RFC 7644 §3.4.1.
 */
export const getGroupOptions = (options: Options<GetGroupData>) => queryOptions<GetGroupResponse, GetGroupError, GetGroupResponse, ReturnType<typeof getGroupQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getGroup({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getGroupQueryKey(options)
});

/**
 * Modify a group
 *
 * RFC 7644 §3.5.2. All operations are applied, or none. Answers 204, or 200 with the group when `attributes` or `excludedAttributes` is given, `Prefer` asks for it, or the client profile of the token has it so.
 */
export const patchGroupMutation = (options?: Partial<Options<PatchGroupData>>): UseMutationOptions<PatchGroupResponse, PatchGroupError, Options<PatchGroupData>> => {
    const mutationOptions: UseMutationOptions<PatchGroupResponse, PatchGroupError, Options<PatchGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await patchGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Replace a group
 *
 * RFC 7644 §3.5.1. The members in the body become the membership: who is not among them leaves, and a body without `members` empties the group.
 */
export const replaceGroupMutation = (options?: Partial<Options<ReplaceGroupData>>): UseMutationOptions<ReplaceGroupResponse, ReplaceGroupError, Options<ReplaceGroupData>> => {
    const mutationOptions: UseMutationOptions<ReplaceGroupResponse, ReplaceGroupError, Options<ReplaceGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await replaceGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Do many operations in one request
 *
 * RFC 7644 §3.7. Each operation succeeds or fails alone, exactly as if it were sent alone, and the answers are in the order of the operations. `bulkId:` and the `bulkId` of a POST stand for the id of what that POST creates, wherever it is in the request: in `path`, in references such as `members` and `manager`, in PATCH values and filters. Resources may refer to each other in a circle; those of a circle are created all or not at all.
 */
export const bulkMutation = (options?: Partial<Options<BulkData>>): UseMutationOptions<BulkResponse2, BulkError, Options<BulkData>> => {
    const mutationOptions: UseMutationOptions<BulkResponse2, BulkError, Options<BulkData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await bulk({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getBulkResultQueryKey = (options: Options<GetBulkResultData>) => createQueryKey('getBulkResult', options);

/**
 * Read how an asynchronous Bulk request went
 *
 * Kept for seven days.
 */
export const getBulkResultOptions = (options: Options<GetBulkResultData>) => queryOptions<GetBulkResultResponse, GetBulkResultError, GetBulkResultResponse, ReturnType<typeof getBulkResultQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getBulkResult({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getBulkResultQueryKey(options)
});

export const getServiceProviderConfigQueryKey = (options?: Options<GetServiceProviderConfigData>) => createQueryKey('getServiceProviderConfig', options);

/**
 * Read what this service provider supports
 *
 * RFC 7644 §4, RFC 7643 §5. Readable without a token.
 */
export const getServiceProviderConfigOptions = (options?: Options<GetServiceProviderConfigData>) => queryOptions<GetServiceProviderConfigResponse, GetServiceProviderConfigError, GetServiceProviderConfigResponse, ReturnType<typeof getServiceProviderConfigQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getServiceProviderConfig({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getServiceProviderConfigQueryKey(options)
});

export const listResourceTypesQueryKey = (options?: Options<ListResourceTypesData>) => createQueryKey('listResourceTypes', options);

/**
 * List the resource types
 *
 * RFC 7644 §4, RFC 7643 §6. Readable without a token. A filter is refused with 403.
 */
export const listResourceTypesOptions = (options?: Options<ListResourceTypesData>) => queryOptions<ListResourceTypesResponse, ListResourceTypesError, ListResourceTypesResponse, ReturnType<typeof listResourceTypesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listResourceTypes({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listResourceTypesQueryKey(options)
});

export const getResourceTypeQueryKey = (options: Options<GetResourceTypeData>) => createQueryKey('getResourceType', options);

/**
 * Read a resource type
 *
 * RFC 7644 §4, RFC 7643 §6. Readable without a token.
 */
export const getResourceTypeOptions = (options: Options<GetResourceTypeData>) => queryOptions<GetResourceTypeResponse, GetResourceTypeError, GetResourceTypeResponse, ReturnType<typeof getResourceTypeQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getResourceType({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getResourceTypeQueryKey(options)
});

export const listSchemasQueryKey = (options?: Options<ListSchemasData>) => createQueryKey('listSchemas', options);

/**
 * List the schemas
 *
 * RFC 7644 §4, RFC 7643 §7. Readable without a token. A filter is refused with 403.
 */
export const listSchemasOptions = (options?: Options<ListSchemasData>) => queryOptions<ListSchemasResponse, ListSchemasError, ListSchemasResponse, ReturnType<typeof listSchemasQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSchemas({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSchemasQueryKey(options)
});

export const getSchemaQueryKey = (options: Options<GetSchemaData>) => createQueryKey('getSchema', options);

/**
 * Read a schema
 *
 * RFC 7644 §4, RFC 7643 §7. Readable without a token.
 */
export const getSchemaOptions = (options: Options<GetSchemaData>) => queryOptions<GetSchemaResponse, GetSchemaError, GetSchemaResponse, ReturnType<typeof getSchemaQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getSchema({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getSchemaQueryKey(options)
});

/**
 * Sign a browser out
 *
 * Ends the session of the cookie. Does nothing where there is none.
 */
export const deleteSessionMutation = (options?: Partial<Options<DeleteSessionData>>): UseMutationOptions<DeleteSessionResponse, DeleteSessionError, Options<DeleteSessionData>> => {
    const mutationOptions: UseMutationOptions<DeleteSessionResponse, DeleteSessionError, Options<DeleteSessionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteSession({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getSessionQueryKey = (options?: Options<GetSessionData>) => createQueryKey('getSession', options);

/**
 * Who is asking
 *
 * What the credential of this request is, and what it may do.
 */
export const getSessionOptions = (options?: Options<GetSessionData>) => queryOptions<GetSessionResponse, GetSessionError, GetSessionResponse, ReturnType<typeof getSessionQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getSession({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getSessionQueryKey(options)
});

/**
 * Sign a browser in
 *
 * Answers with a cookie that scripts cannot read and that stands for the key. It ends 30 minutes after its last use, 12 hours after the sign-in, and with the key. A browser that is signed in signs in again to show, rotate or revoke secrets later than five minutes after the last time. Requests with the cookie need the header `Rollcall-Session: 1` and must come from a page of this server.
 */
export const createSessionMutation = (options?: Partial<Options<CreateSessionData>>): UseMutationOptions<CreateSessionResponse, CreateSessionError, Options<CreateSessionData>> => {
    const mutationOptions: UseMutationOptions<CreateSessionResponse, CreateSessionError, Options<CreateSessionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createSession({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listOrganizationsQueryKey = (options?: Options<ListOrganizationsData>) => createQueryKey('listOrganizations', options);

/**
 * List organizations
 *
 * Oldest first. An admin key sees its own organization alone.
 */
export const listOrganizationsOptions = (options?: Options<ListOrganizationsData>) => queryOptions<ListOrganizationsResponse, ListOrganizationsError, ListOrganizationsResponse, ReturnType<typeof listOrganizationsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listOrganizations({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listOrganizationsQueryKey(options)
});

export const listOrganizationsInfiniteQueryKey = (options?: Options<ListOrganizationsData>): QueryKey<Options<ListOrganizationsData>> => createQueryKey('listOrganizations', options, true);

/**
 * List organizations
 *
 * Oldest first. An admin key sees its own organization alone.
 */
export const listOrganizationsInfiniteOptions = (options?: Options<ListOrganizationsData>) => {
    const opts = infiniteQueryOptions<ListOrganizationsResponse, ListOrganizationsError, InfiniteData<ListOrganizationsResponse>, QueryKey<Options<ListOrganizationsData>>, string | Pick<QueryKey<Options<ListOrganizationsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListOrganizationsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listOrganizations({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listOrganizationsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create an organization
 *
 * Provisioning is off until `setProvisioning` switches it on.
 */
export const createOrganizationMutation = (options?: Partial<Options<CreateOrganizationData>>): UseMutationOptions<CreateOrganizationResponse, CreateOrganizationError, Options<CreateOrganizationData>> => {
    const mutationOptions: UseMutationOptions<CreateOrganizationResponse, CreateOrganizationError, Options<CreateOrganizationData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createOrganization({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete an organization
 *
 * Deletes its users, groups and SCIM tokens with it, at once and for good.
 */
export const deleteOrganizationMutation = (options?: Partial<Options<DeleteOrganizationData>>): UseMutationOptions<DeleteOrganizationResponse, DeleteOrganizationError, Options<DeleteOrganizationData>> => {
    const mutationOptions: UseMutationOptions<DeleteOrganizationResponse, DeleteOrganizationError, Options<DeleteOrganizationData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteOrganization({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getOrganizationQueryKey = (options: Options<GetOrganizationData>) => createQueryKey('getOrganization', options);

/**
 * Read an organization
 */
export const getOrganizationOptions = (options: Options<GetOrganizationData>) => queryOptions<GetOrganizationResponse, GetOrganizationError, GetOrganizationResponse, ReturnType<typeof getOrganizationQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOrganization({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOrganizationQueryKey(options)
});

/**
 * Change an organization
 *
 * Members that are absent from the body stay as they are. `slug` and `externalId` tie the organization to the product, so only the operator may change them.
 */
export const updateOrganizationMutation = (options?: Partial<Options<UpdateOrganizationData>>): UseMutationOptions<UpdateOrganizationResponse, UpdateOrganizationError, Options<UpdateOrganizationData>> => {
    const mutationOptions: UseMutationOptions<UpdateOrganizationResponse, UpdateOrganizationError, Options<UpdateOrganizationData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await updateOrganization({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Set what an organization is entitled to
 *
 * Without `scim`, SCIM requests of the organization answer 403 and provisioning cannot be switched on. Nothing is deleted; setting it again resumes.
 */
export const setEntitlementsMutation = (options?: Partial<Options<SetEntitlementsData>>): UseMutationOptions<SetEntitlementsResponse, SetEntitlementsError, Options<SetEntitlementsData>> => {
    const mutationOptions: UseMutationOptions<SetEntitlementsResponse, SetEntitlementsError, Options<SetEntitlementsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await setEntitlements({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Switch SCIM provisioning on or off
 *
 * Answers 403 `entitlementRequired` when the organization is not entitled to SCIM.
 */
export const setProvisioningMutation = (options?: Partial<Options<SetProvisioningData>>): UseMutationOptions<SetProvisioningResponse, SetProvisioningError, Options<SetProvisioningData>> => {
    const mutationOptions: UseMutationOptions<SetProvisioningResponse, SetProvisioningError, Options<SetProvisioningData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await setProvisioning({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getConnectionQueryKey = (options: Options<GetConnectionData>) => createQueryKey('getConnection', options);

/**
 * Whether the identity provider has connected
 *
 * What has arrived from the identity provider, step by step. Ask again and again while somebody presses the test button on the other side.
 */
export const getConnectionOptions = (options: Options<GetConnectionData>) => queryOptions<GetConnectionResponse, GetConnectionError, GetConnectionResponse, ReturnType<typeof getConnectionQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getConnection({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getConnectionQueryKey(options)
});

export const listScimTokensQueryKey = (options: Options<ListScimTokensData>) => createQueryKey('listScimTokens', options);

/**
 * List the SCIM tokens of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listScimTokensOptions = (options: Options<ListScimTokensData>) => queryOptions<ListScimTokensResponse, ListScimTokensError, ListScimTokensResponse, ReturnType<typeof listScimTokensQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listScimTokens({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listScimTokensQueryKey(options)
});

export const listScimTokensInfiniteQueryKey = (options: Options<ListScimTokensData>): QueryKey<Options<ListScimTokensData>> => createQueryKey('listScimTokens', options, true);

/**
 * List the SCIM tokens of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listScimTokensInfiniteOptions = (options: Options<ListScimTokensData>) => {
    const opts = infiniteQueryOptions<ListScimTokensResponse, ListScimTokensError, InfiniteData<ListScimTokensResponse>, QueryKey<Options<ListScimTokensData>>, string | Pick<QueryKey<Options<ListScimTokensData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListScimTokensData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listScimTokens({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listScimTokensInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create a SCIM token
 *
 * The answer is the only place where the token is shown.
 */
export const createScimTokenMutation = (options?: Partial<Options<CreateScimTokenData>>): UseMutationOptions<CreateScimTokenResponse, CreateScimTokenError, Options<CreateScimTokenData>> => {
    const mutationOptions: UseMutationOptions<CreateScimTokenResponse, CreateScimTokenError, Options<CreateScimTokenData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createScimToken({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Revoke a SCIM token
 *
 * The token stops working at once, and the secret before it, if that still worked.
 */
export const revokeScimTokenMutation = (options?: Partial<Options<RevokeScimTokenData>>): UseMutationOptions<RevokeScimTokenResponse, RevokeScimTokenError, Options<RevokeScimTokenData>> => {
    const mutationOptions: UseMutationOptions<RevokeScimTokenResponse, RevokeScimTokenError, Options<RevokeScimTokenData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await revokeScimToken({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getScimTokenQueryKey = (options: Options<GetScimTokenData>) => createQueryKey('getScimToken', options);

/**
 * Read a SCIM token
 *
 * Everything but the token itself, which only its creation and its rotation show.
 */
export const getScimTokenOptions = (options: Options<GetScimTokenData>) => queryOptions<GetScimTokenResponse, GetScimTokenError, GetScimTokenResponse, ReturnType<typeof getScimTokenQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getScimToken({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getScimTokenQueryKey(options)
});

/**
 * Change a SCIM token
 *
 * Members that are absent from the body stay as they are.
 */
export const updateScimTokenMutation = (options?: Partial<Options<UpdateScimTokenData>>): UseMutationOptions<UpdateScimTokenResponse, UpdateScimTokenError, Options<UpdateScimTokenData>> => {
    const mutationOptions: UseMutationOptions<UpdateScimTokenResponse, UpdateScimTokenError, Options<UpdateScimTokenData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await updateScimToken({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Rotate a SCIM token
 *
 * Gives the token a new secret, which is shown only here. The old one keeps working for the hours of `overlapHours`, so that nothing fails until the identity provider has the new one. A secret from before the last rotation stops at once.
 */
export const rotateScimTokenMutation = (options?: Partial<Options<RotateScimTokenData>>): UseMutationOptions<RotateScimTokenResponse, RotateScimTokenError, Options<RotateScimTokenData>> => {
    const mutationOptions: UseMutationOptions<RotateScimTokenResponse, RotateScimTokenError, Options<RotateScimTokenData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await rotateScimToken({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listAdminKeysQueryKey = (options: Options<ListAdminKeysData>) => createQueryKey('listAdminKeys', options);

/**
 * List the admin keys of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listAdminKeysOptions = (options: Options<ListAdminKeysData>) => queryOptions<ListAdminKeysResponse, ListAdminKeysError, ListAdminKeysResponse, ReturnType<typeof listAdminKeysQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listAdminKeys({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listAdminKeysQueryKey(options)
});

export const listAdminKeysInfiniteQueryKey = (options: Options<ListAdminKeysData>): QueryKey<Options<ListAdminKeysData>> => createQueryKey('listAdminKeys', options, true);

/**
 * List the admin keys of an organization
 *
 * Oldest first, without those that were revoked.
 */
export const listAdminKeysInfiniteOptions = (options: Options<ListAdminKeysData>) => {
    const opts = infiniteQueryOptions<ListAdminKeysResponse, ListAdminKeysError, InfiniteData<ListAdminKeysResponse>, QueryKey<Options<ListAdminKeysData>>, string | Pick<QueryKey<Options<ListAdminKeysData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListAdminKeysData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listAdminKeys({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listAdminKeysInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create an admin key
 *
 * The answer is the only place where the key is shown.
 */
export const createAdminKeyMutation = (options?: Partial<Options<CreateAdminKeyData>>): UseMutationOptions<CreateAdminKeyResponse, CreateAdminKeyError, Options<CreateAdminKeyData>> => {
    const mutationOptions: UseMutationOptions<CreateAdminKeyResponse, CreateAdminKeyError, Options<CreateAdminKeyData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createAdminKey({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Revoke an admin key
 *
 * The key stops working at once, and browsers that are signed in with it are signed out.
 */
export const revokeAdminKeyMutation = (options?: Partial<Options<RevokeAdminKeyData>>): UseMutationOptions<RevokeAdminKeyResponse, RevokeAdminKeyError, Options<RevokeAdminKeyData>> => {
    const mutationOptions: UseMutationOptions<RevokeAdminKeyResponse, RevokeAdminKeyError, Options<RevokeAdminKeyData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await revokeAdminKey({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getAdminKeyQueryKey = (options: Options<GetAdminKeyData>) => createQueryKey('getAdminKey', options);

/**
 * Read an admin key
 *
 * Everything but the key itself, which only its creation shows.
 */
export const getAdminKeyOptions = (options: Options<GetAdminKeyData>) => queryOptions<GetAdminKeyResponse, GetAdminKeyError, GetAdminKeyResponse, ReturnType<typeof getAdminKeyQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getAdminKey({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getAdminKeyQueryKey(options)
});

export const listOrganizationUsersQueryKey = (options: Options<ListOrganizationUsersData>) => createQueryKey('listOrganizationUsers', options);

/**
 * List the users of an organization
 *
 * The SCIM users as the identity provider sees them, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationUsersOptions = (options: Options<ListOrganizationUsersData>) => queryOptions<ListOrganizationUsersResponse, ListOrganizationUsersError, ListOrganizationUsersResponse, ReturnType<typeof listOrganizationUsersQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listOrganizationUsers({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listOrganizationUsersQueryKey(options)
});

export const listOrganizationUsersInfiniteQueryKey = (options: Options<ListOrganizationUsersData>): QueryKey<Options<ListOrganizationUsersData>> => createQueryKey('listOrganizationUsers', options, true);

/**
 * List the users of an organization
 *
 * The SCIM users as the identity provider sees them, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationUsersInfiniteOptions = (options: Options<ListOrganizationUsersData>) => {
    const opts = infiniteQueryOptions<ListOrganizationUsersResponse, ListOrganizationUsersError, InfiniteData<ListOrganizationUsersResponse>, QueryKey<Options<ListOrganizationUsersData>>, string | Pick<QueryKey<Options<ListOrganizationUsersData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListOrganizationUsersData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listOrganizationUsers({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listOrganizationUsersInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getOrganizationUserQueryKey = (options: Options<GetOrganizationUserData>) => createQueryKey('getOrganizationUser', options);

/**
 * Read a user of an organization
 */
export const getOrganizationUserOptions = (options: Options<GetOrganizationUserData>) => queryOptions<GetOrganizationUserResponse, GetOrganizationUserError, GetOrganizationUserResponse, ReturnType<typeof getOrganizationUserQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOrganizationUser({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOrganizationUserQueryKey(options)
});

export const listOrganizationGroupsQueryKey = (options: Options<ListOrganizationGroupsData>) => createQueryKey('listOrganizationGroups', options);

/**
 * List the groups of an organization
 *
 * Without their members, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationGroupsOptions = (options: Options<ListOrganizationGroupsData>) => queryOptions<ListOrganizationGroupsResponse, ListOrganizationGroupsError, ListOrganizationGroupsResponse, ReturnType<typeof listOrganizationGroupsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listOrganizationGroups({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listOrganizationGroupsQueryKey(options)
});

export const listOrganizationGroupsInfiniteQueryKey = (options: Options<ListOrganizationGroupsData>): QueryKey<Options<ListOrganizationGroupsData>> => createQueryKey('listOrganizationGroups', options, true);

/**
 * List the groups of an organization
 *
 * Without their members, oldest first unless `sortBy` says otherwise.
 */
export const listOrganizationGroupsInfiniteOptions = (options: Options<ListOrganizationGroupsData>) => {
    const opts = infiniteQueryOptions<ListOrganizationGroupsResponse, ListOrganizationGroupsError, InfiniteData<ListOrganizationGroupsResponse>, QueryKey<Options<ListOrganizationGroupsData>>, string | Pick<QueryKey<Options<ListOrganizationGroupsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListOrganizationGroupsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listOrganizationGroups({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listOrganizationGroupsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getOrganizationGroupQueryKey = (options: Options<GetOrganizationGroupData>) => createQueryKey('getOrganizationGroup', options);

/**
 * Read a group of an organization
 *
 * Without its members; `listGroupMembers` has them.
 */
export const getOrganizationGroupOptions = (options: Options<GetOrganizationGroupData>) => queryOptions<GetOrganizationGroupResponse, GetOrganizationGroupError, GetOrganizationGroupResponse, ReturnType<typeof getOrganizationGroupQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOrganizationGroup({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOrganizationGroupQueryKey(options)
});

export const listGroupMembersQueryKey = (options: Options<ListGroupMembersData>) => createQueryKey('listGroupMembers', options);

/**
 * List the members of a group
 *
 * In the order of their ids.
 */
export const listGroupMembersOptions = (options: Options<ListGroupMembersData>) => queryOptions<ListGroupMembersResponse, ListGroupMembersError, ListGroupMembersResponse, ReturnType<typeof listGroupMembersQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listGroupMembers({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listGroupMembersQueryKey(options)
});

export const listGroupMembersInfiniteQueryKey = (options: Options<ListGroupMembersData>): QueryKey<Options<ListGroupMembersData>> => createQueryKey('listGroupMembers', options, true);

/**
 * List the members of a group
 *
 * In the order of their ids.
 */
export const listGroupMembersInfiniteOptions = (options: Options<ListGroupMembersData>) => {
    const opts = infiniteQueryOptions<ListGroupMembersResponse, ListGroupMembersError, InfiniteData<ListGroupMembersResponse>, QueryKey<Options<ListGroupMembersData>>, string | Pick<QueryKey<Options<ListGroupMembersData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListGroupMembersData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listGroupMembers({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listGroupMembersInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const listActivityQueryKey = (options: Options<ListActivityData>) => createQueryKey('listActivity', options);

/**
 * List what happened
 *
 * Newest first, as far back as the organization keeps it (`activityRetentionDays`). To follow what happens, pass the `id` of the newest entry that is known as `after`.
 */
export const listActivityOptions = (options: Options<ListActivityData>) => queryOptions<ListActivityResponse, ListActivityError, ListActivityResponse, ReturnType<typeof listActivityQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listActivity({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listActivityQueryKey(options)
});

export const listActivityInfiniteQueryKey = (options: Options<ListActivityData>): QueryKey<Options<ListActivityData>> => createQueryKey('listActivity', options, true);

/**
 * List what happened
 *
 * Newest first, as far back as the organization keeps it (`activityRetentionDays`). To follow what happens, pass the `id` of the newest entry that is known as `after`.
 */
export const listActivityInfiniteOptions = (options: Options<ListActivityData>) => {
    const opts = infiniteQueryOptions<ListActivityResponse, ListActivityError, InfiniteData<ListActivityResponse>, QueryKey<Options<ListActivityData>>, string | Pick<QueryKey<Options<ListActivityData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListActivityData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    after: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listActivity({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listActivityInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const exportActivityQueryKey = (options: Options<ExportActivityData>) => createQueryKey('exportActivity', options);

/**
 * Export activity
 *
 * Entries with everything that is known of them, one JSON object in each line (NDJSON), oldest first. There may be fewer lines than `limit`: to read on, pass the `id` of the last line as `after`; an answer without a line is the end. What happened in the last seconds may be stored later than what follows it, so an export that others continue ends at a time (`to`) some seconds ago.
 */
export const exportActivityOptions = (options: Options<ExportActivityData>) => queryOptions<ExportActivityResponse, ExportActivityError, ExportActivityResponse, ReturnType<typeof exportActivityQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await exportActivity({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: exportActivityQueryKey(options)
});

export const exportActivityInfiniteQueryKey = (options: Options<ExportActivityData>): QueryKey<Options<ExportActivityData>> => createQueryKey('exportActivity', options, true);

/**
 * Export activity
 *
 * Entries with everything that is known of them, one JSON object in each line (NDJSON), oldest first. There may be fewer lines than `limit`: to read on, pass the `id` of the last line as `after`; an answer without a line is the end. What happened in the last seconds may be stored later than what follows it, so an export that others continue ends at a time (`to`) some seconds ago.
 */
export const exportActivityInfiniteOptions = (options: Options<ExportActivityData>) => {
    const opts = infiniteQueryOptions<ExportActivityResponse, ExportActivityError, InfiniteData<ExportActivityResponse>, QueryKey<Options<ExportActivityData>>, string | Pick<QueryKey<Options<ExportActivityData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ExportActivityData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    after: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await exportActivity({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: exportActivityInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const verifyActivityQueryKey = (options: Options<VerifyActivityData>) => createQueryKey('verifyActivity', options);

/**
 * See whether activity was tampered with
 *
 * Entries are sealed within seconds in a chain of hashes, each of which holds the one before. This follows the chain, a part in each answer, and says which entries were altered, removed before their time, or added later.
 */
export const verifyActivityOptions = (options: Options<VerifyActivityData>) => queryOptions<VerifyActivityResponse, VerifyActivityError, VerifyActivityResponse, ReturnType<typeof verifyActivityQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await verifyActivity({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: verifyActivityQueryKey(options)
});

export const verifyActivityInfiniteQueryKey = (options: Options<VerifyActivityData>): QueryKey<Options<VerifyActivityData>> => createQueryKey('verifyActivity', options, true);

/**
 * See whether activity was tampered with
 *
 * Entries are sealed within seconds in a chain of hashes, each of which holds the one before. This follows the chain, a part in each answer, and says which entries were altered, removed before their time, or added later.
 */
export const verifyActivityInfiniteOptions = (options: Options<VerifyActivityData>) => {
    const opts = infiniteQueryOptions<VerifyActivityResponse, VerifyActivityError, InfiniteData<VerifyActivityResponse>, QueryKey<Options<VerifyActivityData>>, string | Pick<QueryKey<Options<VerifyActivityData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<VerifyActivityData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await verifyActivity({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: verifyActivityInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getActivityQueryKey = (options: Options<GetActivityData>) => createQueryKey('getActivity', options);

/**
 * Read one entry
 *
 * With the request and the answer, secrets masked, and with what to do about a failure.
 */
export const getActivityOptions = (options: Options<GetActivityData>) => queryOptions<GetActivityResponse, GetActivityError, GetActivityResponse, ReturnType<typeof getActivityQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getActivity({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getActivityQueryKey(options)
});

export const listEventsQueryKey = (options: Options<ListEventsData>) => createQueryKey('listEvents', options);

/**
 * Follow what changes
 *
 * The events of an organization in their order, from `after` on. Numbers have no gaps, and an event is here as soon as it has one: who passes the `sequence` of the last event that was handled misses nothing and gets nothing twice. To begin, ask with `after=latest`, read the directory, and follow from the `latestSequence` of that answer. Events are kept for the `eventRetentionDays` of the organization; an `after` from before that is refused with 410 `eventsExpired`: begin anew then. `after=0` never is: it means from the oldest event that is kept.
 */
export const listEventsOptions = (options: Options<ListEventsData>) => queryOptions<ListEventsResponse, ListEventsError, ListEventsResponse, ReturnType<typeof listEventsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listEvents({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listEventsQueryKey(options)
});

export const listEventsInfiniteQueryKey = (options: Options<ListEventsData>): QueryKey<Options<ListEventsData>> => createQueryKey('listEvents', options, true);

/**
 * Follow what changes
 *
 * The events of an organization in their order, from `after` on. Numbers have no gaps, and an event is here as soon as it has one: who passes the `sequence` of the last event that was handled misses nothing and gets nothing twice. To begin, ask with `after=latest`, read the directory, and follow from the `latestSequence` of that answer. Events are kept for the `eventRetentionDays` of the organization; an `after` from before that is refused with 410 `eventsExpired`: begin anew then. `after=0` never is: it means from the oldest event that is kept.
 */
export const listEventsInfiniteOptions = (options: Options<ListEventsData>) => {
    const opts = infiniteQueryOptions<ListEventsResponse, ListEventsError, InfiniteData<ListEventsResponse>, QueryKey<Options<ListEventsData>>, string | Pick<QueryKey<Options<ListEventsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListEventsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    after: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listEvents({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listEventsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getEventQueryKey = (options: Options<GetEventData>) => createQueryKey('getEvent', options);

/**
 * Read one event
 */
export const getEventOptions = (options: Options<GetEventData>) => queryOptions<GetEventResponse, GetEventError, GetEventResponse, ReturnType<typeof getEventQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getEvent({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getEventQueryKey(options)
});

export const listWebhooksQueryKey = (options: Options<ListWebhooksData>) => createQueryKey('listWebhooks', options);

/**
 * List the webhooks of an organization
 *
 * Oldest first.
 */
export const listWebhooksOptions = (options: Options<ListWebhooksData>) => queryOptions<ListWebhooksResponse, ListWebhooksError, ListWebhooksResponse, ReturnType<typeof listWebhooksQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listWebhooks({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listWebhooksQueryKey(options)
});

export const listWebhooksInfiniteQueryKey = (options: Options<ListWebhooksData>): QueryKey<Options<ListWebhooksData>> => createQueryKey('listWebhooks', options, true);

/**
 * List the webhooks of an organization
 *
 * Oldest first.
 */
export const listWebhooksInfiniteOptions = (options: Options<ListWebhooksData>) => {
    const opts = infiniteQueryOptions<ListWebhooksResponse, ListWebhooksError, InfiniteData<ListWebhooksResponse>, QueryKey<Options<ListWebhooksData>>, string | Pick<QueryKey<Options<ListWebhooksData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListWebhooksData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listWebhooks({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listWebhooksInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create a webhook
 *
 * Events from now on are sent to it, in order per resource, at least once. The answer is the only place where its secret is shown.
 */
export const createWebhookMutation = (options?: Partial<Options<CreateWebhookData>>): UseMutationOptions<CreateWebhookResponse, CreateWebhookError, Options<CreateWebhookData>> => {
    const mutationOptions: UseMutationOptions<CreateWebhookResponse, CreateWebhookError, Options<CreateWebhookData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createWebhook({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete a webhook
 *
 * With its deliveries; nothing is sent any more.
 */
export const deleteWebhookMutation = (options?: Partial<Options<DeleteWebhookData>>): UseMutationOptions<DeleteWebhookResponse, DeleteWebhookError, Options<DeleteWebhookData>> => {
    const mutationOptions: UseMutationOptions<DeleteWebhookResponse, DeleteWebhookError, Options<DeleteWebhookData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteWebhook({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getWebhookQueryKey = (options: Options<GetWebhookData>) => createQueryKey('getWebhook', options);

/**
 * Read a webhook
 */
export const getWebhookOptions = (options: Options<GetWebhookData>) => queryOptions<GetWebhookResponse, GetWebhookError, GetWebhookResponse, ReturnType<typeof getWebhookQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getWebhook({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getWebhookQueryKey(options)
});

/**
 * Change a webhook
 *
 * Members that are absent from the body stay as they are. Switching a webhook on goes on with what waits for it; events of the time in which it was off are sent with `redeliverEvents`.
 */
export const updateWebhookMutation = (options?: Partial<Options<UpdateWebhookData>>): UseMutationOptions<UpdateWebhookResponse, UpdateWebhookError, Options<UpdateWebhookData>> => {
    const mutationOptions: UseMutationOptions<UpdateWebhookResponse, UpdateWebhookError, Options<UpdateWebhookData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await updateWebhook({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Rotate the secret of a webhook
 *
 * The new secret is shown only here. For the hours of `overlapHours` each delivery is signed with the old one too.
 */
export const rotateWebhookSecretMutation = (options?: Partial<Options<RotateWebhookSecretData>>): UseMutationOptions<RotateWebhookSecretResponse, RotateWebhookSecretError, Options<RotateWebhookSecretData>> => {
    const mutationOptions: UseMutationOptions<RotateWebhookSecretResponse, RotateWebhookSecretError, Options<RotateWebhookSecretData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await rotateWebhookSecret({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Send a test event
 *
 * An event of the type `webhook.test` is sent to this webhook alone, at once and once; read the delivery again to see how it went.
 */
export const sendTestEventMutation = (options?: Partial<Options<SendTestEventData>>): UseMutationOptions<SendTestEventResponse, SendTestEventError, Options<SendTestEventData>> => {
    const mutationOptions: UseMutationOptions<SendTestEventResponse, SendTestEventError, Options<SendTestEventData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await sendTestEvent({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Deliver many events again
 *
 * Sends the events of a time that have not arrived, also those that were never sent because the webhook was off or not there yet; in their order, each with the same `webhook-id` as ever.
 */
export const redeliverEventsMutation = (options?: Partial<Options<RedeliverEventsData>>): UseMutationOptions<RedeliverEventsResponse, RedeliverEventsError, Options<RedeliverEventsData>> => {
    const mutationOptions: UseMutationOptions<RedeliverEventsResponse, RedeliverEventsError, Options<RedeliverEventsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await redeliverEvents({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Fetch and acknowledge security event tokens
 *
 * RFC 8936 §2.4, for a webhook whose `delivery` is `poll`. Tokens that are acknowledged are not answered again; the others are, until they are. Whether or not `returnImmediately` says so, the answer does not wait.
 */
export const pollSecurityEventsMutation = (options?: Partial<Options<PollSecurityEventsData>>): UseMutationOptions<PollSecurityEventsResponse, PollSecurityEventsError, Options<PollSecurityEventsData>> => {
    const mutationOptions: UseMutationOptions<PollSecurityEventsResponse, PollSecurityEventsError, Options<PollSecurityEventsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await pollSecurityEvents({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listDeliveriesQueryKey = (options: Options<ListDeliveriesData>) => createQueryKey('listDeliveries', options);

/**
 * List the deliveries of a webhook
 *
 * Newest first, as far back as 30 days.
 */
export const listDeliveriesOptions = (options: Options<ListDeliveriesData>) => queryOptions<ListDeliveriesResponse, ListDeliveriesError, ListDeliveriesResponse, ReturnType<typeof listDeliveriesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listDeliveries({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listDeliveriesQueryKey(options)
});

export const listDeliveriesInfiniteQueryKey = (options: Options<ListDeliveriesData>): QueryKey<Options<ListDeliveriesData>> => createQueryKey('listDeliveries', options, true);

/**
 * List the deliveries of a webhook
 *
 * Newest first, as far back as 30 days.
 */
export const listDeliveriesInfiniteOptions = (options: Options<ListDeliveriesData>) => {
    const opts = infiniteQueryOptions<ListDeliveriesResponse, ListDeliveriesError, InfiniteData<ListDeliveriesResponse>, QueryKey<Options<ListDeliveriesData>>, string | Pick<QueryKey<Options<ListDeliveriesData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListDeliveriesData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listDeliveries({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listDeliveriesInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getDeliveryQueryKey = (options: Options<GetDeliveryData>) => createQueryKey('getDelivery', options);

/**
 * Read a delivery
 *
 * With each attempt, what was sent, what was answered and how long it took.
 */
export const getDeliveryOptions = (options: Options<GetDeliveryData>) => queryOptions<GetDeliveryResponse, GetDeliveryError, GetDeliveryResponse, ReturnType<typeof getDeliveryQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getDelivery({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getDeliveryQueryKey(options)
});

/**
 * Deliver again
 *
 * With the same `webhook-id`, whether or not it has arrived, and with as many tries as at first.
 */
export const redeliverMutation = (options?: Partial<Options<RedeliverData>>): UseMutationOptions<RedeliverResponse, RedeliverError, Options<RedeliverData>> => {
    const mutationOptions: UseMutationOptions<RedeliverResponse, RedeliverError, Options<RedeliverData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await redeliver({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getRoleMappingsQueryKey = (options: Options<GetRoleMappingsData>) => createQueryKey('getRoleMappings', options);

/**
 * Read which groups give which roles
 */
export const getRoleMappingsOptions = (options: Options<GetRoleMappingsData>) => queryOptions<GetRoleMappingsResponse, GetRoleMappingsError, GetRoleMappingsResponse, ReturnType<typeof getRoleMappingsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getRoleMappings({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getRoleMappingsQueryKey(options)
});

/**
 * Say which groups give which roles
 *
 * Takes effect at once, for every user whom it concerns; each gets an event `user.roles_changed`. The list of roles is the operator's; a rule, or a default role, that gives more than the caller's key may grant is refused with 403 unless it was there before. What changes nothing makes no new version.
 */
export const setRoleMappingsMutation = (options?: Partial<Options<SetRoleMappingsData>>): UseMutationOptions<SetRoleMappingsResponse, SetRoleMappingsError, Options<SetRoleMappingsData>> => {
    const mutationOptions: UseMutationOptions<SetRoleMappingsResponse, SetRoleMappingsError, Options<SetRoleMappingsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await setRoleMappings({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * See who would gain and lose what
 *
 * Changes nothing, and refuses what `setRoleMappings` would refuse; the same body given to it does it.
 */
export const previewRoleMappingsMutation = (options?: Partial<Options<PreviewRoleMappingsData>>): UseMutationOptions<PreviewRoleMappingsResponse, PreviewRoleMappingsError, Options<PreviewRoleMappingsData>> => {
    const mutationOptions: UseMutationOptions<PreviewRoleMappingsResponse, PreviewRoleMappingsError, Options<PreviewRoleMappingsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await previewRoleMappings({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listRoleAssignmentsQueryKey = (options: Options<ListRoleAssignmentsData>) => createQueryKey('listRoleAssignments', options);

/**
 * List users with their roles
 *
 * In the order of their ids.
 */
export const listRoleAssignmentsOptions = (options: Options<ListRoleAssignmentsData>) => queryOptions<ListRoleAssignmentsResponse, ListRoleAssignmentsError, ListRoleAssignmentsResponse, ReturnType<typeof listRoleAssignmentsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listRoleAssignments({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listRoleAssignmentsQueryKey(options)
});

export const listRoleAssignmentsInfiniteQueryKey = (options: Options<ListRoleAssignmentsData>): QueryKey<Options<ListRoleAssignmentsData>> => createQueryKey('listRoleAssignments', options, true);

/**
 * List users with their roles
 *
 * In the order of their ids.
 */
export const listRoleAssignmentsInfiniteOptions = (options: Options<ListRoleAssignmentsData>) => {
    const opts = infiniteQueryOptions<ListRoleAssignmentsResponse, ListRoleAssignmentsError, InfiniteData<ListRoleAssignmentsResponse>, QueryKey<Options<ListRoleAssignmentsData>>, string | Pick<QueryKey<Options<ListRoleAssignmentsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListRoleAssignmentsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listRoleAssignments({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listRoleAssignmentsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getUserRolesQueryKey = (options: Options<GetUserRolesData>) => createQueryKey('getUserRoles', options);

/**
 * Read the roles of a user, and why
 */
export const getUserRolesOptions = (options: Options<GetUserRolesData>) => queryOptions<GetUserRolesResponse, GetUserRolesError, GetUserRolesResponse, ReturnType<typeof getUserRolesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getUserRoles({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getUserRolesQueryKey(options)
});

export const listAccountsQueryKey = (options: Options<ListAccountsData>) => createQueryKey('listAccounts', options);

/**
 * List the accounts of an organization
 *
 * In the order of the ids of their users; closed ones only when they are asked for.
 */
export const listAccountsOptions = (options: Options<ListAccountsData>) => queryOptions<ListAccountsResponse, ListAccountsError, ListAccountsResponse, ReturnType<typeof listAccountsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listAccounts({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listAccountsQueryKey(options)
});

export const listAccountsInfiniteQueryKey = (options: Options<ListAccountsData>): QueryKey<Options<ListAccountsData>> => createQueryKey('listAccounts', options, true);

/**
 * List the accounts of an organization
 *
 * In the order of the ids of their users; closed ones only when they are asked for.
 */
export const listAccountsInfiniteOptions = (options: Options<ListAccountsData>) => {
    const opts = infiniteQueryOptions<ListAccountsResponse, ListAccountsError, InfiniteData<ListAccountsResponse>, QueryKey<Options<ListAccountsData>>, string | Pick<QueryKey<Options<ListAccountsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListAccountsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listAccounts({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listAccountsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getAccountQueryKey = (options: Options<GetAccountData>) => createQueryKey('getAccount', options);

/**
 * Read the account of a user
 */
export const getAccountOptions = (options: Options<GetAccountData>) => queryOptions<GetAccountResponse, GetAccountError, GetAccountResponse, ReturnType<typeof getAccountQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getAccount({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getAccountQueryKey(options)
});

/**
 * Let a user in whom the product has authenticated
 *
 * The ticket opens the account of this user once, within ten minutes. Only the backend of the product asks for it, after it has made sure who the user is.
 */
export const createSetupTicketMutation = (options?: Partial<Options<CreateSetupTicketData>>): UseMutationOptions<CreateSetupTicketResponse, CreateSetupTicketError, Options<CreateSetupTicketData>> => {
    const mutationOptions: UseMutationOptions<CreateSetupTicketResponse, CreateSetupTicketError, Options<CreateSetupTicketData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createSetupTicket({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Take the keys of a user away
 *
 * The account is `initialized` again, and its sessions and tickets end. What was encrypted to the user can never be read again by anybody, unless the product has kept the sealed keys.
 */
export const resetAccountMutation = (options?: Partial<Options<ResetAccountData>>): UseMutationOptions<ResetAccountResponse, ResetAccountError, Options<ResetAccountData>> => {
    const mutationOptions: UseMutationOptions<ResetAccountResponse, ResetAccountError, Options<ResetAccountData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await resetAccount({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listPublicKeysQueryKey = (options: Options<ListPublicKeysData>) => createQueryKey('listPublicKeys', options);

/**
 * Read the public keys of some users
 *
 * What a product needs to encrypt something to them.
 */
export const listPublicKeysOptions = (options: Options<ListPublicKeysData>) => queryOptions<ListPublicKeysResponse, ListPublicKeysError, ListPublicKeysResponse, ReturnType<typeof listPublicKeysQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listPublicKeys({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listPublicKeysQueryKey(options)
});

/**
 * Disconnect the OpenID provider
 */
export const deleteSignInConnectionMutation = (options?: Partial<Options<DeleteSignInConnectionData>>): UseMutationOptions<DeleteSignInConnectionResponse, DeleteSignInConnectionError, Options<DeleteSignInConnectionData>> => {
    const mutationOptions: UseMutationOptions<DeleteSignInConnectionResponse, DeleteSignInConnectionError, Options<DeleteSignInConnectionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteSignInConnection({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getSignInConnectionQueryKey = (options: Options<GetSignInConnectionData>) => createQueryKey('getSignInConnection', options);

/**
 * Read how users sign in
 *
 * 404 where no OpenID provider is connected.
 */
export const getSignInConnectionOptions = (options: Options<GetSignInConnectionData>) => queryOptions<GetSignInConnectionResponse, GetSignInConnectionError, GetSignInConnectionResponse, ReturnType<typeof getSignInConnectionQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getSignInConnection({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getSignInConnectionQueryKey(options)
});

/**
 * Connect an OpenID provider
 *
 * Authorization code with PKCE (OpenID Connect Core 1.0). The provider is asked for its metadata at once; one that does not answer, or is another issuer than it says, is refused. Sessions go on; who signed in with another issuer before signs in anew with this one.
 */
export const setSignInConnectionMutation = (options?: Partial<Options<SetSignInConnectionData>>): UseMutationOptions<SetSignInConnectionResponse, SetSignInConnectionError, Options<SetSignInConnectionData>> => {
    const mutationOptions: UseMutationOptions<SetSignInConnectionResponse, SetSignInConnectionError, Options<SetSignInConnectionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await setSignInConnection({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getOwnAccountQueryKey = (options?: Options<GetOwnAccountData>) => createQueryKey('getOwnAccount', options);

/**
 * Who is signed in
 */
export const getOwnAccountOptions = (options?: Options<GetOwnAccountData>) => queryOptions<GetOwnAccountResponse, GetOwnAccountError, GetOwnAccountResponse, ReturnType<typeof getOwnAccountQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOwnAccount({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOwnAccountQueryKey(options)
});

/**
 * Sign out
 *
 * Does nothing where nobody is signed in.
 */
export const deleteAccountSessionMutation = (options?: Partial<Options<DeleteAccountSessionData>>): UseMutationOptions<DeleteAccountSessionResponse, DeleteAccountSessionError, Options<DeleteAccountSessionData>> => {
    const mutationOptions: UseMutationOptions<DeleteAccountSessionResponse, DeleteAccountSessionError, Options<DeleteAccountSessionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteAccountSession({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Sign in with a ticket
 *
 * A ticket works once. The answer has a cookie that scripts cannot read, or for the page of a product a token. It ends 15 minutes after its last use, 8 hours after the sign-in, and at once with the user, the user's access, or provisioning.
 */
export const createAccountSessionMutation = (options?: Partial<Options<CreateAccountSessionData>>): UseMutationOptions<CreateAccountSessionResponse, CreateAccountSessionError, Options<CreateAccountSessionData>> => {
    const mutationOptions: UseMutationOptions<CreateAccountSessionResponse, CreateAccountSessionError, Options<CreateAccountSessionData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createAccountSession({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getOwnKeyringQueryKey = (options?: Options<GetOwnKeyringData>) => createQueryKey('getOwnKeyring', options);

/**
 * Read the own sealed keys
 *
 * Opened by the browser alone, with the master password or the recovery code.
 */
export const getOwnKeyringOptions = (options?: Options<GetOwnKeyringData>) => queryOptions<GetOwnKeyringResponse, GetOwnKeyringError, GetOwnKeyringResponse, ReturnType<typeof getOwnKeyringQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOwnKeyring({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOwnKeyringQueryKey(options)
});

/**
 * Finish the account
 *
 * Stores the first keys; the account is `ready`. Where there are some already, also from another tab, the answer is 412 and they stay.
 */
export const createOwnKeyringMutation = (options?: Partial<Options<CreateOwnKeyringData>>): UseMutationOptions<CreateOwnKeyringResponse, CreateOwnKeyringError, Options<CreateOwnKeyringData>> => {
    const mutationOptions: UseMutationOptions<CreateOwnKeyringResponse, CreateOwnKeyringError, Options<CreateOwnKeyringData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createOwnKeyring({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Ask for what a replacement must be signed over
 *
 * Works once, within five minutes, in this session.
 */
export const createKeyChallengeMutation = (options?: Partial<Options<CreateKeyChallengeData>>): UseMutationOptions<CreateKeyChallengeResponse, CreateKeyChallengeError, Options<CreateKeyChallengeData>> => {
    const mutationOptions: UseMutationOptions<CreateKeyChallengeResponse, CreateKeyChallengeError, Options<CreateKeyChallengeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createKeyChallenge({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Change the master password, recover, or rotate keys
 *
 * Needs a proof by the current signing key over a challenge: who has stolen a session and cannot unlock the account changes nothing.
 */
export const replaceOwnKeyringMutation = (options?: Partial<Options<ReplaceOwnKeyringData>>): UseMutationOptions<ReplaceOwnKeyringResponse, ReplaceOwnKeyringError, Options<ReplaceOwnKeyringData>> => {
    const mutationOptions: UseMutationOptions<ReplaceOwnKeyringResponse, ReplaceOwnKeyringError, Options<ReplaceOwnKeyringData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await replaceOwnKeyring({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const startSignInQueryKey = (options: Options<StartSignInData>) => createQueryKey('startSignIn', options);

/**
 * Begin to sign in with the OpenID provider
 *
 * For browsers, as a link: leads to the provider of the organization; where that is not possible, to the account page, which says why.
 */
export const startSignInOptions = (options: Options<StartSignInData>) => queryOptions<unknown, StartSignInError, unknown, ReturnType<typeof startSignInQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await startSignIn({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: startSignInQueryKey(options)
});

export const finishSignInQueryKey = (options?: Options<FinishSignInData>) => createQueryKey('finishSignIn', options);

/**
 * Come back from the OpenID provider
 *
 * For browsers, which the provider sends here. Leads to the account page, signed in or with the reason why not.
 */
export const finishSignInOptions = (options?: Options<FinishSignInData>) => queryOptions<unknown, FinishSignInError, unknown, ReturnType<typeof finishSignInQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await finishSignIn({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: finishSignInQueryKey(options)
});

/**
 * Sign with a new key
 *
 * Security event tokens are signed with a new key from now on. The old public key stays published for 30 days. Keys are also rotated by themselves every 90 days.
 */
export const rotateSigningKeyMutation = (options?: Partial<Options<RotateSigningKeyData>>): UseMutationOptions<RotateSigningKeyResponse, RotateSigningKeyError, Options<RotateSigningKeyData>> => {
    const mutationOptions: UseMutationOptions<RotateSigningKeyResponse, RotateSigningKeyError, Options<RotateSigningKeyData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await rotateSigningKey({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getJsonWebKeySetQueryKey = (options?: Options<GetJsonWebKeySetData>) => createQueryKey('getJsonWebKeySet', options);

/**
 * The keys that verify security event tokens
 *
 * A JWK set (RFC 7517 §5), with the keys of before as long as tokens that they signed may be under way.
 */
export const getJsonWebKeySetOptions = (options?: Options<GetJsonWebKeySetData>) => queryOptions<GetJsonWebKeySetResponse, GetJsonWebKeySetError, GetJsonWebKeySetResponse, ReturnType<typeof getJsonWebKeySetQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getJsonWebKeySet({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getJsonWebKeySetQueryKey(options)
});

export const getHealthQueryKey = (options?: Options<GetHealthData>) => createQueryKey('getHealth', options);

/**
 * Is the process alive?
 */
export const getHealthOptions = (options?: Options<GetHealthData>) => queryOptions<GetHealthResponse, GetHealthError, GetHealthResponse, ReturnType<typeof getHealthQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getHealth({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getHealthQueryKey(options)
});

export const getReadinessQueryKey = (options?: Options<GetReadinessData>) => createQueryKey('getReadiness', options);

/**
 * Can the process serve requests?
 *
 * Answers 503 while the database cannot be reached and while the server shuts down.
 */
export const getReadinessOptions = (options?: Options<GetReadinessData>) => queryOptions<GetReadinessResponse, GetReadinessError, GetReadinessResponse, ReturnType<typeof getReadinessQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getReadiness({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getReadinessQueryKey(options)
});

export const getContractQueryKey = (options?: Options<GetContractData>) => createQueryKey('getContract', options);

/**
 * This document
 */
export const getContractOptions = (options?: Options<GetContractData>) => queryOptions<GetContractResponse, GetContractError, GetContractResponse, ReturnType<typeof getContractQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getContract({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getContractQueryKey(options)
});
