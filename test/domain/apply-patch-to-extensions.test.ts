import { describe, expect, it } from 'vitest'
import { ENTERPRISE } from './contract-types.ts'
import { add, patched, remove, replace } from './patched.ts'

/** What happens, to which extension object, by which operation, and what it is afterwards; undefined if there is none. */
type Row = [sentence: string, before: object | undefined, operation: object, after: object | undefined]

function itPatchesExtension(rows: Row[]): void {
  it.each(rows)('%s', (_, before, operation, after) => {
    const document = { userName: 'bjensen', title: 'x', ...(before && { [ENTERPRISE]: before }) }
    const expected = { userName: 'bjensen', title: 'x', active: true, ...(after && { [ENTERPRISE]: after }) }
    expect(patched(document, [operation])).toStrictEqual(expected)
  })
}

describe('an extension', () => {
  const tours = { department: 'Tours', costCenter: '7' }
  for (const set of [add, replace]) {
    itPatchesExtension([
      [`${set.name} merges`, tours, set(ENTERPRISE, { department: 'X' }), { department: 'X', costCenter: '7' }],
      [`${set.name} makes it`, undefined, set(ENTERPRISE, { DEPARTMENT: 'X' }), { department: 'X' }],
      [
        `${set.name} of empty attributes unassigns them`,
        tours,
        set(ENTERPRISE, { department: '' }),
        { costCenter: '7' },
      ],
      [`${set.name} ignores what is unknown`, tours, set(ENTERPRISE, { colour: 'red' }), tours],
      [`${set.name} of an attribute makes it`, undefined, set(`${ENTERPRISE}:department`, 'X'), { department: 'X' }],
      [`${set.name} knows the old dot`, undefined, set(`${ENTERPRISE}.department`, 'X'), { department: 'X' }],
      [`${set.name} needs no URN`, tours, set('department', 'X'), { department: 'X', costCenter: '7' }],
    ])
  }
  itPatchesExtension([
    ['remove drops it', tours, remove(ENTERPRISE), undefined],
    ['replace by null drops it', tours, replace(ENTERPRISE, null), undefined],
    [
      'replace by empty attributes drops it',
      tours,
      replace(ENTERPRISE, { department: '', costCenter: null }),
      undefined,
    ],
    ['remove of an attribute keeps the others', tours, remove('department'), { costCenter: '7' }],
    ['remove of the last attribute drops it', { department: 'x' }, remove(`${ENTERPRISE}:department`), undefined],
    ['remove of what is not there changes nothing', undefined, remove('department'), undefined],
  ])
})

describe('a manager', () => {
  const before = { manager: { value: 'u-1' } }
  const after = { manager: { value: 'u-9' } }
  const shapes = [
    ...['u-9', ['u-9'], { value: 'u-9' }, { Value: 'u-9' }, [{ value: 'u-9' }], { $ref: 'https://x/Users/u-9' }],
    { value: 'u-9', displayName: 'Boss', $ref: null },
    { value: 'u-9', $ref: '../Users/u-9' },
  ]
  for (const set of [add, replace]) {
    itPatchesExtension([
      ...shapes.map((it): Row => [`${set.name} ${JSON.stringify(it)}`, before, set('manager', it), after]),
      [`${set.name} in the extension`, before, set(ENTERPRISE, { manager: 'u-9' }), after],
      [`${set.name} by its value`, undefined, set('manager.value', 'u-9'), after],
      [`${set.name} by its URL`, before, set('manager.$ref', '/scim/v2/Users/u-9'), after],
    ])
  }
  const nothing = ['', null, [], [''], { value: '' }, { value: null }, { value: '', displayName: 'Boss' }]
  itPatchesExtension([
    ...nothing.map((it): Row => [`${JSON.stringify(it)} is none`, before, replace('manager', it), undefined]),
    ['goes with its value', before, remove('manager.value'), undefined],
    ['goes with its URL', before, remove('manager.$ref'), undefined],
    ['stays if only its read-only name is given', before, replace('manager', { displayName: 'Boss' }), before],
    ['stays if only an absent URL is given', before, replace('manager', { $ref: null }), before],
    ['stays if nothing that is known is given', before, replace('manager', { managerId: '7' }), before],
  ])
})
