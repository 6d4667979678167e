import { describe, expect, it } from 'vitest'
import { ENTERPRISE, userType, userTypeWith } from './contract-types.ts'
import { fastest } from './fastest.ts'
import { add, patched, remove, replace } from './patched.ts'
import { refusalOf } from './refusal.ts'

const work = { value: 'w@x', type: 'work' }
const home = { value: 'h@x', type: 'home' }
const fax = { value: 'f@x', type: 'fax' }

/** What happens to emails, by which operations, and what they are afterwards; undefined if there are none. */
type Row = [sentence: string, before: object[] | undefined, operation: object, after: object[] | undefined]

function itPatchesEmails(rows: Row[]): void {
  it.each(rows)('%s', (_, before, operation, after) => {
    expect(emailsAfter(before, operation)).toStrictEqual(after)
  })
}

function emailsAfter(emails: object[] | undefined, ...operations: object[]): unknown {
  const document = { userName: 'bjensen', ...(emails && { emails }) }
  const { userName, active, ...rest } = patched(document, operations)
  expect({ userName, active }).toEqual({ userName: 'bjensen', active: true })
  return rest.emails
}

function refusalOfEmails(emails: object[] | undefined, ...operations: object[]): string | undefined {
  return refusalOf(() => emailsAfter(emails, ...operations))
}

describe('the whole list', () => {
  const path = 'emails'
  itPatchesEmails([
    ['add makes it', undefined, add(path, [work]), [work]],
    ['add appends', [work], add(path, [home, fax]), [work, home, fax]],
    ['add takes one object', [work], add(path, home), [work, home]],
    ['add takes bare text', [work], add(path, ['b@x']), [work, { value: 'b@x' }]],
    ['add skips what is there', [work, home], add(path, [work, fax]), [work, home, fax]],
    ['add skips what is given twice', [work], add(path, [home, home]), [work, home]],
    [
      'add tells values apart by their type',
      [work],
      add(path, { ...work, type: 'home' }),
      [work, { ...work, type: 'home' }],
    ],
    ['add of nothing changes nothing', [work], add(path, []), [work]],
    ['replace makes it', undefined, replace(path, [work]), [work]],
    ['replace replaces all', [work, home], replace(path, [fax]), [fax]],
    ['replace takes one object', [work, home], replace(path, fax), [fax]],
    ['replace drops what is given twice', [work], replace(path, [home, home]), [home]],
    ...[[], null, '', undefined].map((value): Row => [
      `replace by ${JSON.stringify(value)} clears`,
      [work],
      replace(path, value),
      undefined,
    ]),
    ['remove removes all', [work, home], remove(path), undefined],
    ['remove of nothing changes nothing', undefined, remove(path), undefined],
  ])

  it('elements without a value are the same if all of them is', () => {
    const [here, there] = [{ locality: 'Hollywood' }, { locality: 'Bern' }]
    const document = { userName: 'x', addresses: [here] }
    expect(patched(document, [add('addresses', [here, there])])).toMatchObject({ addresses: [here, there] })
  })

  it('a multi-valued simple attribute has each value once', () => {
    const type = userTypeWith({ name: 'tags', multiValued: true })
    const after = (operation: object): unknown => patched({ userName: 'x', tags: ['a', 'b'] }, [operation], type).tags
    expect(after(add('tags', ['b', 'c']))).toEqual(['a', 'b', 'c'])
    expect(after(add('tags', 'c'))).toEqual(['a', 'b', 'c'])
    expect(after(remove('tags', ['b']))).toEqual(['a'])
    expect(after(remove('tags[value eq "a"]'))).toEqual(['b'])
  })
})

describe('remove with a value', () => {
  const path = 'emails'
  itPatchesEmails([
    ['removes only what is listed', [work, home, fax], remove(path, [work, fax]), [home]],
    ['knows an element by a part of it', [work, home], remove(path, [{ value: 'W@X' }]), [home]],
    ['takes one object', [work, home], remove(path, { type: 'home' }), [work]],
    ['takes bare text', [work, home], remove(path, ['w@x']), [home]],
    ['needs every part to be the same', [work, home], remove(path, [{ ...work, type: 'home' }]), [work, home]],
    ['may remove the last element', [work], remove(path, [work]), undefined],
    ['changes nothing where there is nothing', undefined, remove(path, [work]), undefined],
    ...[[], {}, [{}], [null], '', 'stranger@x', [{ value: 'stranger@x' }], [{ colour: 'red' }], 5].map((value): Row => [
      `never removes all: ${JSON.stringify(value)}`,
      [work, home],
      remove(path, value),
      [work, home],
    ]),
  ])
})

describe('a long list takes no longer for each element than a short one, if it is not refused', () => {
  const emails = Array.from({ length: 2000 }, (_, index) => ({ value: `${index}@x` }))
  const others = Array.from({ length: 2000 }, (_, index) => `${index}@y`)
  it.each([
    ['add', undefined, add('emails', others)],
    ['add to as many', emails, add('emails', others)],
    ['remove of as many', emails, remove('emails', others)],
    ['a change of all', emails, replace('emails[value pr].type', 'work')],
  ])('%s', (_, before, operation) => {
    expect(fastest(() => refusalOfEmails(before, operation))).toBeLessThan(500)
  })
})

describe('the elements that a filter chooses', () => {
  const path = 'emails[type eq "work"]'
  const work2 = { value: 'w2@x', type: 'Work' }
  itPatchesEmails([
    ['add merges', [work, home], add(path, { display: 'W' }), [{ ...work, display: 'W' }, home]],
    [
      'add merges into each',
      [work, work2],
      add(path, { display: 'W' }),
      [
        { ...work, display: 'W' },
        { ...work2, display: 'W' },
      ],
    ],
    ['add of no sub-attribute changes nothing', [work, home], add(path, {}), [work, home]],
    [
      'add unassigns what is given as nothing',
      [{ ...work, display: 'W' }],
      add(path, { value: 'n@x', display: null }),
      [{ ...work, value: 'n@x' }],
    ],
    ['add of nothing but nothing keeps the rest', [{ ...work, display: 'W' }], add(path, { display: null }), [work]],
    ['add takes a list of one', [work, home], add(path, [{ display: 'W' }]), [{ ...work, display: 'W' }, home]],
    ['add of null changes nothing', [work, home], add(path, null), [work, home]],
    ['add of an empty list changes nothing', [work, home], add(path, []), [work, home]],
    ['add of empty text changes nothing', [work, home], add(path, ''), [work, home]],
    [
      'replace replaces the whole element',
      [{ ...work, display: 'W' }, home],
      replace(path, { value: 'n@x', type: 'work' }),
      [{ value: 'n@x', type: 'work' }, home],
    ],
    ['replace takes a list of one', [work, home], replace(path, [fax]), [fax, home]],
    ['remove removes them', [work, home, work2], remove(path), [home]],
    ['remove may remove the last', [work], remove(path), undefined],
    ['remove of none succeeds', [home], remove(path), [home]],
    ['remove of none where there is no list succeeds', undefined, remove(path), undefined],
    ['remove by two conditions', [work, home], remove('emails[type eq "work" and value ew "@y"]'), [work, home]],
  ])

  it('replace of none is refused as noTarget', () => {
    expect(refusalOfEmails([home], replace(path, work))).toBe('noTarget')
    expect(refusalOfEmails(undefined, replace(path, work))).toBe('noTarget')
  })

  it.each([add, replace])('several values where each element becomes one are refused', (set) => {
    expect(refusalOfEmails([work], set(path, [home, fax]))).toBe('invalidValue')
  })
})

describe('a part of the elements that a filter chooses', () => {
  const path = 'emails[type eq "work"].value'
  const noValue = { type: 'work' }
  const work2 = { value: 'w2@x', type: 'work', display: 'second' }
  for (const set of [add, replace]) {
    itPatchesEmails([
      [
        `${set.name} sets it in every match`,
        [work, home, work2],
        set(path, 'n@x'),
        [{ ...work, value: 'n@x' }, home, { ...work2, value: 'n@x' }],
      ],
      [
        `${set.name} leaves none twice`,
        [work, fax, { ...work, value: 'v@x' }],
        set(path, 'n@x'),
        [{ ...work, value: 'n@x' }, fax],
      ],
      [`${set.name} sets it where it is missing`, [noValue], set(path, 'n@x'), [{ ...work, value: 'n@x' }]],
      [
        `${set.name} names it in any letter case`,
        [work],
        set('Emails[Type eq "WORK"].Value', 'n@x'),
        [{ ...work, value: 'n@x' }],
      ],
      [`${set.name} of nothing unassigns it`, [work], set(path, ''), [noValue]],
      [
        `${set.name} of nothing unassigns an emptied element`,
        [{ type: 'work' }, home],
        set('emails[type eq "work"].type', null),
        [home],
      ],
    ])
  }
  itPatchesEmails([
    [
      'remove unassigns it in every match',
      [work, home, work2],
      remove(path),
      [noValue, home, { type: 'work', display: 'second' }],
    ],
    [
      'remove of the last part removes the element',
      [{ type: 'work' }, home],
      remove('emails[type eq "work"].type'),
      [home],
    ],
    ['remove without a match succeeds', [home], remove(path), [home]],
    ['a boolean may be text', [work], replace('emails[type eq "work"].primary', 'True'), [{ ...work, primary: true }]],
  ])

  it('replace without a match is refused as noTarget', () => {
    expect(refusalOfEmails([home], replace(path, 'n@x'))).toBe('noTarget')
    expect(refusalOfEmails(undefined, replace(path, 'n@x'))).toBe('noTarget')
  })
})

describe('add to a filter that matches nothing', () => {
  itPatchesEmails([
    ['makes the element', [home], add('emails[type eq "work"].value', 'w@x'), [home, work]],
    ['makes the list', undefined, add('emails[type eq "work"].value', 'w@x'), [work]],
    ['makes the element from an object', [home], add('emails[type eq "work"]', { value: 'w@x' }), [home, work]],
    ['makes the element from a list of one', [home], add('emails[type eq "work"]', [{ value: 'w@x' }]), [home, work]],
    [
      'makes an element of all that must be equal',
      [work],
      { op: 'Add', path: 'emails[type eq "Home" and primary eq "True" and (display eq "H")].value', value: 'h@x' },
      [work, { type: 'Home', primary: true, display: 'H', value: 'h@x' }],
    ],
    [
      'takes the primary from the others',
      [{ ...work, primary: true }],
      add('emails[type eq "home" and primary eq true].value', 'h@x'),
      [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    ],
  ])

  it.each([
    ['type eq "a" or type eq "b"', [work]],
    ['type eq "a" and value sw "b"', [work]],
    ['not (type eq "work")', [work]],
    ['type ne "work"', [work]],
    ['type eq null', [work]],
    ['type co "a"', undefined],
    ['type pr', undefined],
  ])('is refused as noTarget if the filter does not describe an element: %s', (filter, emails) => {
    expect(refusalOfEmails(emails, add(`emails[${filter}].display`, 'x'))).toBe('noTarget')
  })
})

describe('primary', () => {
  const [first, second] = [
    { ...work, primary: true },
    { ...home, primary: true },
  ]
  const moved = [{ ...work, primary: false }, second]
  itPatchesEmails([
    ['moves to an element that is added', [first], add('emails', [second]), moved],
    ['moves to an element that is there and added as primary', [first, home], add('emails', [second]), moved],
    ['moves to an element that is replaced', [first, home], replace('emails[type eq "home"]', second), moved],
    ['moves to an element that is merged', [first, home], add('emails[type eq "home"]', { primary: true }), moved],
    ['moves by its own path', [first, home], replace('emails[type eq "home"].primary', true), moved],
    ['stays where it is set again', [first, home], replace('emails[type eq "work"].primary', true), [first, home]],
    [
      'stays with an element of which another part changes',
      [first, home],
      replace('emails[type eq "work"].display', 'W'),
      [{ ...first, display: 'W' }, home],
    ],
    ["is no other's when its element goes", [first, home], remove('emails[primary eq true]'), [home]],
    [
      'can be set to false',
      [first, home],
      replace('emails[type eq "work"].primary', false),
      [{ ...work, primary: false }, home],
    ],
    ["is the new one's in a list that replaces", [first], replace('emails', [work, second]), [work, second]],
  ])

  it('moves twice in two operations', () => {
    const operations = [add('emails', { ...fax, primary: true }), add('emails', second)]
    expect(emailsAfter([first], ...operations)).toEqual([
      { ...work, primary: false },
      { ...fax, primary: false },
      second,
    ])
  })

  it.each([
    add('emails', [first, second]),
    replace('emails', [first, second]),
    { op: 'replace', value: { emails: [first, second] } },
    replace('emails[value pr].primary', true),
  ])('of two elements at once is refused as invalidValue: %j', (operation) => {
    expect(refusalOfEmails([work, home], operation)).toBe('invalidValue')
  })

  it('of one attribute has nothing to do with that of another', () => {
    const document = { userName: 'x', roles: [{ value: 'r', primary: true }] }
    const after = patched(document, [add('emails', [first])], userType)
    expect(after).toMatchObject({ roles: [{ value: 'r', primary: true }], emails: [first] })
    expect(after).not.toHaveProperty([ENTERPRISE])
  })
})
