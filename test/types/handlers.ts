/**
 * What must not compile: each line below an expectation is an error that `tsc` has to find, and `tsc` fails here when it
 * does not. Part of `npm run check`.
 */
import type { OperationId } from '#generated/operations.ts'
import type { UserAttributePath } from '#generated/scim-registry.ts'
import { exactly, handlers } from '../../src/operations/index.ts'
import type { Handlers, Operation } from '../../src/operations/operation.ts'
import type { Db, Trx } from '../../src/storage/database.ts'
import { getResource, insertResource } from '../../src/storage/resources.ts'

const { createUser, ...others } = handlers

// @ts-expect-error a missing handler
exactly(others)

// @ts-expect-error a handler that the contract does not have
exactly({ ...handlers, inventUser: createUser })

// The whole table compiles.
exactly({ ...others, createUser })

// @ts-expect-error the handler of another operation
exactly({ ...others, createUser: handlers.getOrganization })

// @ts-expect-error a status that the contract does not have
export const wrongStatus: Operation<'deleteUser'> = () => Promise.resolve({ status: 200 })

// @ts-expect-error a body where the contract has none
export const bodyWithout: Operation<'deleteUser'> = () => Promise.resolve({ status: 204, body: {} })

export const wrongBody: Operation<'getOrganization'> = () =>
  // @ts-expect-error a body of another shape
  Promise.resolve({ status: 200, body: { name: 'Acme' } })

// @ts-expect-error a read-only attribute of a request
export const readsReadOnly: Operation<'createUser'> = (_context, { body }) => Promise.resolve(body.groups)

export const bodyOfAGet: Operation<'getUser'> = (_context, { body }) =>
  // @ts-expect-error a GET has no body to read
  Promise.resolve({ status: 200, body: body.id })

export const writesInAGet: Operation<'getUser'> = async ({ db, organizationId, registry }, { path }) => {
  const [type] = registry.resourceTypes
  if (!type) throw new Error('no type')
  const at = new Date().toISOString()
  // @ts-expect-error writing takes a transaction, and a GET has none
  await insertResource(db, { organizationId, type }, { id: path.id, document: {}, at })
  const stored = await getResource(db, { organizationId, type }, path.id)
  return { status: 200, body: { schemas: [type.schema], id: stored.id } }
}

export const writesInASearch: Operation<'searchUsers'> = async ({ db, organizationId, registry }) => {
  const [type] = registry.resourceTypes
  if (!type) throw new Error('no type')
  const at = new Date().toISOString()
  // @ts-expect-error a POST that needs no more than the scope read has no transaction either
  await insertResource(db, { organizationId, type }, { id: 'id', document: {}, at })
  return { status: 200, body: { schemas: [], itemsPerPage: 0, Resources: [] } }
}

export async function forgetsTheOrganization(db: Db, type: Parameters<typeof getResource>[1]['type']): Promise<void> {
  // @ts-expect-error every query of a tenant takes its organization
  await getResource(db, { type }, 'id')
}

// @ts-expect-error something to read from is no transaction
export const notATransaction: (db: Db) => Trx = (db) => db

// @ts-expect-error a public operation has no organization
export const noOrganization: Operation<'getHealth'> = ({ organizationId }) => Promise.resolve(organizationId)

// @ts-expect-error no such operation
export const noSuchOperation: OperationId = 'inventUser'

// @ts-expect-error no such attribute
export const noSuchPath: UserAttributePath = 'name.middleInitial'

export const path: UserAttributePath = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value'

export type TheTable = Handlers
