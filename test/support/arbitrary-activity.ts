import fc from 'fast-check'
import type { NewActivity } from '../../src/domain/activity/entry.ts'
import { newId } from '../../src/domain/ids.ts'

/** An entry of which nothing is known that need not be. */
const plain: Omit<NewActivity, 'organizationId' | 'id'> = {
  at: '2026-01-31T09:00:00.000Z',
  kind: 'system',
  outcome: 'success',
  operation: null,
  summary: '',
  actor: { kind: 'rollcall', id: null, name: null },
  client: null,
  method: null,
  path: null,
  resource: null,
  status: null,
  code: null,
  detail: null,
  durationMs: null,
  requestId: null,
  changes: [],
  request: null,
  response: null,
}

/** Any UTF-16, with halves of surrogate pairs and NUL in it, and what looks like a secret of ours. */
const text = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((it) => String.fromCharCode(it)), maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('rc_scim_0123456789abcdefghijABCDEFGHIJ', '\0', '\ud800', "'; drop table activity; --", '\\u0000'),
)
const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: null })
const message = fc.record({ mediaType: maybe(text), body: text, isTruncated: fc.boolean() })
const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((it) => it.toISOString())

/** Entries with anything in them that comes from outside. */
const any = fc.record<Omit<NewActivity, 'organizationId' | 'id'>>({
  at: instant,
  kind: fc.constantFrom('scim', 'admin', 'account', 'system'),
  outcome: fc.constantFrom('success', 'failure'),
  operation: maybe(fc.constantFrom('createUser', 'bulk')),
  summary: text,
  actor: fc.record({
    kind: fc.constantFrom('scimToken', 'adminKey', 'operator', 'rollcall'),
    id: maybe(fc.constant(newId())),
    name: maybe(text),
  }),
  client: maybe(text),
  method: maybe(fc.constantFrom('GET', 'PATCH')),
  path: maybe(text),
  resource: maybe(fc.record({ type: fc.constantFrom('User', 'Group'), id: maybe(text), name: maybe(text) })),
  status: maybe(fc.integer({ min: 100, max: 599 })),
  code: maybe(fc.constant('invalidValue')),
  detail: maybe(text),
  durationMs: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  requestId: maybe(fc.uuid()),
  changes: fc.array(
    fc.record(
      {
        resource: fc.record({ type: fc.constant('User'), id: fc.uuid(), name: maybe(text) }),
        path: text,
        before: fc.jsonValue(),
        after: fc.jsonValue(),
      },
      { requiredKeys: ['resource', 'path'] },
    ),
    { maxLength: 3 },
  ),
  request: maybe(message),
  response: maybe(message.map((it) => ({ ...it, mediaType: 'application/json' }))),
})

export const arbitraryEntry = { plain, any }
