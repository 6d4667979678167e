import type { Group, User } from '#generated/sdk/types.gen.ts'
import type { Operation } from './operation.ts'
import { search, toQuery } from './search.ts'

/** RFC 7644 §3.4.2.1: users and groups together. What discovery answers is described there, and is no part of it. */
export const listAllResources: Operation<'listAllResources'> = async (context, { query }) => ({
  status: 200,
  body: await search<User | Group>(context, context.registry.resourceTypes, query),
})

export const searchAllResources: Operation<'searchAllResources'> = async (context, { body }) => ({
  status: 200,
  body: await search<User | Group>(context, context.registry.resourceTypes, toQuery(body)),
})
