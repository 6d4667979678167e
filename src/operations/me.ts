import { resourceTypeNamed } from '../domain/scim/registry.ts'
import type { Operation, Principal } from './operation.ts'
import { locationOf } from './present-resources.ts'
import { userIdOf } from './signed-in.ts'
import { createUser, deleteUser, getUser, patchUser, replaceUser } from './users.ts'

/*
 * RFC 7644 §3.11: what is done to `/Me` is done to the user who is signed in, and the answer says where that user
 * stands otherwise. There is no other code for it: once a principal is a user, these are answered.
 */

export const getMe: Operation<'getMe'> = async (context, input) => {
  const path = pathOf(context.principal)
  return withLocation(context, path, await getUser(context, { ...input, path }))
}

/** Registering oneself, where that comes to be possible. */
export const createMe: Operation<'createMe'> = async (context, input) => {
  userIdOf(context.principal)
  return createUser(context, { ...input })
}

export const replaceMe: Operation<'replaceMe'> = async (context, input) => {
  const path = pathOf(context.principal)
  return withLocation(context, path, await replaceUser(context, { ...input, path }))
}

export const patchMe: Operation<'patchMe'> = async (context, input) => {
  const path = pathOf(context.principal)
  return withLocation(context, path, await patchUser(context, { ...input, path }))
}

export const deleteMe: Operation<'deleteMe'> = async (context, input) =>
  deleteUser(context, { ...input, path: pathOf(context.principal) })

interface UserPath {
  readonly id: string
}

function pathOf(principal: Principal): UserPath {
  return { id: userIdOf(principal) }
}

type MeContext = Parameters<Operation<'getMe'>>[0]

function withLocation<R extends { readonly headers?: Readonly<Record<string, string>> }>(
  { registry, publicUrl }: Pick<MeContext, 'registry' | 'publicUrl'>,
  { id }: UserPath,
  reply: R,
): R {
  const Location = locationOf(`${publicUrl}/scim/v2`, resourceTypeNamed(registry, 'User'), id)
  return { ...reply, headers: { ...reply.headers, Location } }
}
