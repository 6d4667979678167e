import type { Operation } from './operation.ts'
import { createResource, deleteResource, getResource, patchResource, replaceResource } from './scim-resources.ts'
import { listResources, searchResources } from './search.ts'

export const createGroup: Operation<'createGroup'> = createResource('Group')
export const listGroups: Operation<'listGroups'> = listResources('Group')
export const searchGroups: Operation<'searchGroups'> = searchResources('Group')
export const getGroup: Operation<'getGroup'> = getResource('Group')
export const replaceGroup: Operation<'replaceGroup'> = replaceResource('Group')
export const deleteGroup: Operation<'deleteGroup'> = deleteResource('Group')

const patch = patchResource('Group')

/**
 * Answers without a body, so that the members of a large group are not read because one was added, unless the client
 * asks for something with `attributes` (RFC 7644 §3.5.2). Okta and Entra take either.
 */
export const patchGroup: Operation<'patchGroup'> = async (context, input) => {
  const { attributes, excludedAttributes } = input.query
  if (attributes || excludedAttributes) return patch(context, input)
  const { headers } = await patch(context, { ...input, query: { excludedAttributes: 'members' } })
  return { status: 204, headers }
}
