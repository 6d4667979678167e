import { expect, it } from 'vitest'
import { keepChanges } from '../../src/domain/activity/keep-changes.ts'
import { secretNames } from '../../src/domain/activity/mask.ts'

const SECRETS = secretNames(['password'])
const USER = { type: 'User', id: '1', name: 'ada@example.com' }
const keep = (...changes: { path: string; before?: unknown; after?: unknown }[]) =>
  keepChanges(
    changes.map((it) => ({ resource: USER, ...it })),
    SECRETS,
  )

it('keeps what an attribute was and is, and says nothing of a side that has nothing', () => {
  const changes = [
    { path: 'title', before: 'Guide', after: 'Manager' },
    { path: 'nickName', after: 'Ada' },
    { path: 'active', before: true },
    { path: 'emails', before: [], after: [{ value: 'ada@example.com', primary: true }] },
  ]
  expect(keep(...changes)).toEqual(changes.map((it) => ({ resource: USER, ...it })))
})

it('masks secrets by the path that they have, and by their name within a value', () => {
  const kept = keep(
    { path: 'password', before: '$argon2id$1', after: '$argon2id$2' },
    { path: 'urn:ietf:params:scim:schemas:core:2.0:User:Password', after: 'Canary' },
    { path: 'accounts', after: [{ name: 'a', password: 'Canary' }] },
  )
  expect(kept).toEqual([
    { resource: USER, path: 'password', before: '***', after: '***' },
    { resource: USER, path: 'urn:ietf:params:scim:schemas:core:2.0:User:Password', after: '***' },
    { resource: USER, path: 'accounts', after: [{ name: 'a', password: '***' }] },
  ])
})

it('cuts values of more than 2 KiB and says how long they were, whatever they are', () => {
  const long = 'é"'.repeat(2_000)
  const list = Array.from({ length: 300 }, (_, index) => ({ value: `user${index}@example.com` }))
  const [text, values, secret] = keep(
    { path: 'title', after: long },
    { path: 'emails', before: list },
    { path: 'accounts', after: [{ password: 'x'.repeat(3_000), name: 'y'.repeat(3_000) }] },
  )
  expect(text?.after).toMatch(/^é"é".*… \(cut: 4000 characters\)$/)
  expect(values?.before).toMatch(/^\[\{"value":"user0@example.com"\}.*… \(cut: \d+ characters\)$/)
  expect(secret?.after).toMatch(/^\[\{"password":"\*\*\*","name":"yyy/)
  for (const it of [text?.after, values?.before, secret?.after]) {
    expect(Buffer.byteLength(JSON.stringify(it))).toBeLessThanOrEqual(2_048)
  }
})

it('keeps 200 changes, of which the last says how many more there were', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ path: `a${index}`, after: index }))
  expect(keep(...many.slice(0, 200)).at(-1)).toEqual({ resource: USER, path: 'a199', after: 199 })
  const kept = keep(...many)
  expect(kept).toHaveLength(200)
  expect(kept.at(-1)).toEqual({ resource: USER, path: '…', after: 'and 51 more changes' })
})
