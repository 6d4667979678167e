import type { Operation } from './operation.ts'
import { createResource, deleteResource, getResource, patchResource, replaceResource } from './scim-resources.ts'
import { listResources, searchResources } from './search.ts'

export const createUser: Operation<'createUser'> = createResource('User')
export const listUsers: Operation<'listUsers'> = listResources('User')
export const searchUsers: Operation<'searchUsers'> = searchResources('User')
export const getUser: Operation<'getUser'> = getResource('User')
export const replaceUser: Operation<'replaceUser'> = replaceResource('User')
export const patchUser: Operation<'patchUser'> = patchResource('User')
export const deleteUser: Operation<'deleteUser'> = deleteResource('User')
