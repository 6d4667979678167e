import { describe, expect, it } from 'vitest'
import type { ContractDocument } from '../../scripts/generate/contract-document.ts'
import { operationTableSource } from '../../scripts/generate/operation-table.ts'

/** A contract with one operation of the admin API. */
function contractWith(security: Record<string, string[]>[]): ContractDocument {
  return {
    paths: { '/api/v1/things': { get: { operationId: 'listThings', tags: ['Things'], security } } },
    'x-roles': {
      viewer: { permissions: ['things:read'] },
      owner: { includes: 'viewer', permissions: ['things:write'] },
    },
    components: { schemas: {}, parameters: {} },
  }
}

describe('the permission of an operation', () => {
  it('stands in the table, and so do those of the roles, each with what it includes', () => {
    const source = operationTableSource(contractWith([{ adminKey: ['things:read'] }]))
    expect(source).toContain('"scopes":["things:read"]')
    expect(source).toContain('"owner":["things:read","things:write"]')
  })

  it.each([
    ['none', [], 'listThings: name one permission under security, not 0'],
    ['two', ['things:read', 'things:write'], 'listThings: name one permission under security, not 2'],
    ['one that nobody can have', ['things:burn'], 'listThings: no role in x-roles has the permission things:burn'],
  ])('is not %s, or nothing is generated', (_title, permissions, message) => {
    expect(() => operationTableSource(contractWith([{ adminKey: permissions }]))).toThrow(message)
  })
})
