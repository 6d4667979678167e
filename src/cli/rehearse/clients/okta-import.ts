import { isResource, status } from '../expectations.ts'
import { at } from '../json-values.ts'
import { idsOf, isFullPage } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Answer, Expectation, Part, Step } from '../rehearsal.ts'
import { call, get, post, step, USER } from '../requests.ts'

const IMPORT = 'Okta: Import (To Okta)'
const PAGE = 100
/** As many users as a second page needs. */
const ENOUGH = PAGE + 1
/** A directory of many is not read to its end. */
const MOST_PAGES = 10

const start = (memory: Memory): number => memory.round * PAGE + 1
const total = (memory: Memory, of: string): number => Number(memory.recallOr(`total of ${of}`, 0))
const seen = (memory: Memory, of: string): unknown[] => memory.recallOr(`seen of ${of}`, []) as unknown[]

function keep(of: string) {
  return (answer: Answer, memory: Memory): void => {
    memory.remember(`total of ${of}`, at(answer.body, 'totalResults'))
    memory.remember(`seen of ${of}`, [...new Set([...seen(memory, of), ...idsOf(answer)])])
  }
}

/** Everybody who was on an earlier page is on none of the later ones. `save` has already seen this page. */
function isNew(of: string): Expectation {
  return {
    what: 'nobody who was on an earlier page',
    why: 'Who is on two pages has pushed somebody else out of both.',
    source: 'RFC 7644 §3.4.2.4',
    check: ({ answer }, memory) => {
      const there = idsOf(answer)
      const before = memory.round * PAGE
      return seen(memory, of).length >= before + there.length ? undefined : 'somebody is there once more'
    },
  }
}

const inTheSameOrder: Expectation = {
  what: 'the same people in the same order as before',
  why: 'Okta walks through the pages by numbers: who changes places is left out or comes twice.',
  source: 'Okta: Request conventions',
  check: ({ answer }, memory) => {
    const before = seen(memory, 'Users').slice(0, PAGE)
    return JSON.stringify(idsOf(answer)) === JSON.stringify(before) ? undefined : 'the order is another'
  },
}

function readPages(of: 'Users' | 'Groups'): Step {
  const why = 'Okta adds 100 itself: where a page has 50, it loses every second fifty.'
  const page = call(
    get((memory) => `/${of}?startIndex=${start(memory)}&count=${PAGE}`),
    [status([200], 'The import fails otherwise.'), isFullPage(start, PAGE, why), isNew(of)],
  )
  return {
    ...step(`${of.toLowerCase()}, a hundred at a time (${MOST_PAGES} pages at most)`, IMPORT, {
      ...page,
      save: keep(of),
    }),
    while: (memory) => memory.round === 0 || (memory.round < MOST_PAGES && memory.round * PAGE < total(memory, of)),
  }
}

export const imports: Part = {
  title: 'Import',
  steps: [
    step('how many users are there?', IMPORT, {
      ...call(get('/Users?startIndex=1&count=1'), [status([200], 'The import fails otherwise.')]),
      save: ({ body }, memory) => memory.remember('total of all', at(body, 'totalResults')),
    }),
    {
      ...step(
        `as many more as a second page needs (${ENOUGH} in all)`,
        'no request of Okta’s: it makes the pages that Okta reads',
        call(
          post('/Users', (memory) => ({
            schemas: [USER],
            userName: memory.address(`person${memory.round}`),
            name: { givenName: 'Person', familyName: `Number ${memory.round}` },
            active: memory.round % 10 !== 0,
          })),
          [status([201], 'Okta takes anything else for a failure.', 'RFC 7644 §3.3'), isResource('Okta keeps the id.')],
        ),
      ),
      while: (memory) => total(memory, 'all') + memory.round < ENOUGH,
    },
    readPages('Users'),
    step(
      'the first page again',
      'Okta: Request conventions',
      call(get(`/Users?startIndex=1&count=${PAGE}`), [status([200], 'The import fails otherwise.'), inTheSameOrder]),
    ),
    readPages('Groups'),
  ],
}
