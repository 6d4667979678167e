import { describe, expect, it } from 'vitest'
import { canonicalizeBulk } from '../../src/domain/scim/canonicalize-bulk.ts'
import { PATCH_OP } from './contract-types.ts'

const canonicalOperation = (operation: unknown): unknown =>
  (canonicalizeBulk({ Operations: [operation] }) as { Operations: unknown[] }).Operations[0]

describe('a BulkRequest', () => {
  it('has the names of the RFC, methods in upper case, and nothing that is null or unknown', () => {
    const body = {
      Schemas: ['x'],
      failonerrors: 1,
      operations: [{ Method: 'post', BulkID: 'a', version: null, PATH: '/Users', Data: { userName: 'u' }, extra: 1 }],
      extra: 1,
    }
    expect(canonicalizeBulk(body)).toEqual({
      schemas: ['x'],
      failOnErrors: 1,
      Operations: [{ method: 'POST', bulkId: 'a', path: '/Users', data: { userName: 'u' } }],
    })
  })

  const operation = { op: 'remove', path: 'nickName' }
  it.each([
    ['the list of its operations (RFC 7644 §3.7)', [operation]],
    ['a single operation', operation],
  ])('takes %s as the data of a PATCH', (_, data) => {
    const canonical = canonicalOperation({ method: 'PATCH', path: '/Users/1', data })
    expect(canonical).toMatchObject({ data: { schemas: [PATCH_OP], Operations: [operation] } })
  })

  it('leaves a whole PatchOp, and the data of other methods, as they are', () => {
    const patch = { method: 'PATCH', path: '/Users/1', data: { schemas: [PATCH_OP], Operations: [operation] } }
    expect(canonicalOperation(patch)).toEqual(patch)
    const put = { method: 'PUT', path: '/Users/1', data: [operation] }
    expect(canonicalOperation(put)).toEqual(put)
  })

  it.each([undefined, null, 7, [], { Operations: 7 }, { Operations: [7, null, []] }])(
    '%j stays what it is, for the contract to refuse',
    (body) => {
      expect(canonicalizeBulk(body)).toEqual(body)
    },
  )
})
