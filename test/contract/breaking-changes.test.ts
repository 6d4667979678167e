import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBreakingChanges } from '../../scripts/check/breaking-changes.ts'
import type { Json } from '../support/test-app.ts'

describe('a contract that is held against the last release', () => {
  let directory: string
  let released: string

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'rollcall-released-'))
    released = path.join(directory, 'released.json')
    await writeFile(released, JSON.stringify(await contract()))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  const changesAfter = async (change: (document: Json) => void): Promise<string[]> => {
    const document = await contract()
    change(document)
    const next = path.join(directory, 'next.json')
    await writeFile(next, JSON.stringify(document))
    return findBreakingChanges(released, next)
  }

  const breakAll = ({ paths, components: { schemas } }: Json): void => {
    delete paths['/api/v1/organizations/{organizationId}/scim-tokens/{tokenId}'].delete
    addParameter(paths['/api/v1/organizations'].get, { name: 'region', required: true })
    schemas.Organization.properties.slug.type = 'integer'
    schemas.ClientProfile.enum = ['standard', 'entra', 'lenient', 'strict']
    schemas.OrganizationRequest.required = ['name', 'slug']
    delete schemas.Provisioning.properties.scimBaseUrl
  }

  test('has everything that breaks clients listed in words', async () => {
    const changes = await changesAfter(breakAll)
    expect(changes.slice(0, -1).sort()).toEqual(
      [
        'DELETE /api/v1/organizations/{organizationId}/scim-tokens/{tokenId}: Operation ' +
          '`DELETE /api/v1/organizations/{organizationId}/scim-tokens/{tokenId}` was removed.',
        'GET /api/v1/organizations: Property `scimBaseUrl` of `provisioning` was removed.',
        'GET /api/v1/organizations: Required `region` query parameter was added.',
        "GET /api/v1/organizations: Type of `slug` widened from 'string' to 'integer'.",
        "GET /api/v1/organizations/{organizationId}/scim-tokens: Enum of `clientProfile` lost values: 'okta'.",
        'POST /api/v1/organizations: Properties of `OrganizationRequest` became required: `slug`.',
      ].sort(),
    )
    expect(changes.at(-1)).toMatch(/^This breaks clients of .+ raise `info.version`/)
  })

  test('may break clients when its version says so', async () => {
    const changes = await changesAfter((document) => {
      breakAll(document)
      document.info.version = '1.0.0'
    })
    expect(changes).toEqual([])
  })

  test('may grow', async () => {
    const changes = await changesAfter(({ paths, components: { schemas } }) => {
      paths['/api/v1/regions'] = { get: { ...paths['/healthz'].get, operationId: 'listRegions' } }
      addParameter(paths['/api/v1/organizations'].get, { name: 'region', required: false })
      schemas.Organization.properties.region = { type: 'string' }
      schemas.OrganizationRequest.properties.region = { type: 'string' }
    })
    expect(changes).toEqual([])
  })
})

function addParameter(operation: Json, parameter: Json): void {
  operation.parameters = [
    ...(operation.parameters as Json[]),
    { in: 'query', schema: { type: 'string' }, ...parameter },
  ]
}

async function contract(): Promise<Json> {
  return JSON.parse(await readFile('generated/openapi.json', 'utf8')) as Json
}
