import type { Operation } from './operation.ts'
import { createResource, deleteResource, getResource, patchResource, replaceResource } from './scim-resources.ts'
import { listResources, searchResources } from './search.ts'

export const createGroup: Operation<'createGroup'> = createResource('Group')
export const listGroups: Operation<'listGroups'> = listResources('Group')
export const searchGroups: Operation<'searchGroups'> = searchResources('Group')
export const getGroup: Operation<'getGroup'> = getResource('Group')
export const replaceGroup: Operation<'replaceGroup'> = replaceResource('Group')
export const patchGroup: Operation<'patchGroup'> = patchResource('Group')
export const deleteGroup: Operation<'deleteGroup'> = deleteResource('Group')
