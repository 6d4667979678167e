import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PatchOp } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { newId } from '../../src/domain/ids.ts'
import { applyPatch } from '../../src/domain/scim/apply-patch.ts'
import { canonicalizePatch } from '../../src/domain/scim/canonicalize-patch.ts'
import type { JsonObject } from '../../src/domain/scim/canonicalize.ts'
import { parsePatch } from '../../src/domain/scim/patch.ts'
import { contractRegistry, resourceTypeNamed } from '../../src/domain/scim/registry.ts'
import { createDocument, documentOf } from '../../src/domain/scim/replace-document.ts'
import type { Principal, Runtime } from '../../src/operations/operation.ts'
import { perform } from '../../src/operations/perform.ts'
import type { Database } from '../../src/storage/database.ts'
import { insertOrganization } from '../../src/storage/organizations.ts'
import { sealerFor } from '../../src/storage/sealing-keys.ts'
import { WITHOUT_EVENTS } from '../support/test-app.ts'
import { arbitraryPatchOperation, arbitraryResource } from '../support/arbitrary-directory.ts'
import { DATABASES, openTestDatabase } from '../support/databases.ts'
import { standard } from '../domain/contract-types.ts'

const RUNS = 150
const registry = contractRegistry()
const userType = resourceTypeNamed(registry, 'User')
const ids = Array.from({ length: 3 }, () => newId())
const organizationId = newId()
const principal: Principal = {
  kind: 'scimToken',
  description: 'Agreement',
  tokenId: newId(),
  organizationId,
  scopes: ['read', 'write'],
  clientProfile: 'standard',
  restoresDeletedUsers: false,
}

let databases: Database[]
beforeAll(async () => {
  databases = await Promise.all(DATABASES.map((kind) => openTestDatabase(kind)))
  const at = new Date().toISOString()
  const flags = { isEntitledToScim: true, isProvisioningEnabled: true, createdAt: at, updatedAt: at }
  const organization = { id: organizationId, name: 'A', slug: 'a', externalId: null, ...flags }
  await Promise.all(databases.map((it) => it.transaction((trx) => insertOrganization(trx, organization))))
})
afterAll(() => Promise.all(databases.map((it) => it.close())))

let number = 0

it('random PATCHes of random users give the same on SQLite, on PostgreSQL and in memory', async () => {
  const operations = fc.array(arbitraryPatchOperation(userType, ids), { minLength: 1, maxLength: 4 })
  let refused = 0
  const property = fc.asyncProperty(arbitraryResource(userType, ids), operations, async (make, Operations) => {
    number += 1
    const resource = make(number)
    const body = canonicalizePatch(userType, { schemas: [], Operations }, standard) as PatchOp
    const before = createDocument(userType, resource)
    const expected = outcomeInMemory(before, body)
    if (typeof expected === 'string') refused += 1
    for (const database of databases) {
      const runtime = runtimeOn(database)
      const created = await perform(runtime, 'createUser', principal, input({ body: resource as never }))
      const id = (created.body as { id: string }).id
      const outcome = await outcomeOf(perform(runtime, 'patchUser', principal, input({ path: { id }, body })))
      expect(outcome, database.dialect.name).toEqual(expected)
      const { body: after } = await perform(runtime, 'getUser', principal, input({ path: { id } }))
      const stored = documentOf(userType, after)
      expect(withoutReferences(stored), database.dialect.name).toEqual(
        withoutReferences(typeof expected === 'string' ? before : expected),
      )
      const isChanged = typeof expected !== 'string' && JSON.stringify(expected) !== JSON.stringify(before)
      if (!isChanged && typeof expected === 'string') expect(after.meta?.version).toBe('W/"1"')
      await perform(runtime, 'deleteUser', principal, input({ path: { id } }))
    }
  })
  await fc.assert(property, { numRuns: RUNS, seed: 7 })
  // The generator is worth something only if it makes both kinds.
  expect(refused).toBeGreaterThan(RUNS / 20)
  expect(refused).toBeLessThan(RUNS)
})

function outcomeInMemory(document: JsonObject, { Operations }: PatchOp): JsonObject | string {
  try {
    const frozen = JSON.stringify(document)
    const patched = applyPatch(userType, document, parsePatch(userType, Operations, standard))
    expect(JSON.stringify(document)).toBe(frozen)
    return patched
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

async function outcomeOf(reply: Promise<{ body?: unknown }>): Promise<JsonObject | string> {
  try {
    return withoutReferences(documentOf(userType, (await reply).body as JsonObject))
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** References are answered with more than is stored of them. */
function withoutReferences(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === 'manager' ? { value: (value as JsonObject).value } : value,
  ) as JsonObject
}

function runtimeOn(database: Database): Runtime {
  return {
    database,
    registry,
    publicUrl: 'https://scim.example.test',
    operatorKeyHash: undefined,
    isEntitledByDefault: true,
    sealer: sealerFor(database, undefined),
    now: () => new Date(),
    isDraining: () => false,
    ...WITHOUT_EVENTS,
  }
}

function input(parts: object) {
  return { path: {}, query: {}, headers: {}, body: undefined, ...parts } as never
}
