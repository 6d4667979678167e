import type { Operation } from './operation.ts'
import {
  createResource,
  deleteResource,
  getResource,
  listResources,
  patchResource,
  replaceResource,
} from './scim-resources.ts'

export const createUser: Operation<'createUser'> = createResource('User')
export const listUsers: Operation<'listUsers'> = listResources('User')
export const getUser: Operation<'getUser'> = getResource('User')
export const replaceUser: Operation<'replaceUser'> = replaceResource('User')
export const patchUser: Operation<'patchUser'> = patchResource('User')
export const deleteUser: Operation<'deleteUser'> = deleteResource('User')
