import { readUser } from '../calls.ts'
import { has, isResource, sameId, status } from '../expectations.ts'
import { findsOnly } from '../list-expectations.ts'
import type { Memory } from '../memory.ts'
import type { Call } from '../rehearsal.ts'
import { call, post, put, USER, type From } from '../requests.ts'

/*
 * Users as RFC 7643 has them, for clients whose bodies nobody has published: nothing but what every server must take.
 */

export type Attributes = Record<string, unknown>

export function plainUser(memory: Memory, name: string): Attributes {
  const address = memory.address(name)
  return {
    schemas: [USER],
    userName: address,
    name: { givenName: name, familyName: 'Rehearsal' },
    emails: [{ value: address, type: 'work', primary: true }],
    active: true,
  }
}

/** Creates a user and keeps it under a name. */
export function createsUser(
  name: string,
  user: (memory: Memory) => Attributes = (memory) => plainUser(memory, name),
): Call {
  const echoed = (memory: Memory): Attributes => {
    const { userName, name: fullName } = user(memory)
    return { userName, name: fullName }
  }
  return call(
    post('/Users', user),
    [
      status([201], 'The client takes anything else for a failure.', 'RFC 7644 §3.3'),
      isResource('The client keeps the id; without it, it can never change the user again.'),
      has('the values that were sent', echoed, 'The client compares them with its own.'),
    ],
    name,
  )
}

/** Replaces a user and reads back what has come of it. */
export function replacesUser(
  name: string,
  user: (memory: Memory) => Attributes,
  what: string,
  expected: From<Attributes>,
): [Call, Call] {
  const replace = call(
    put((memory) => memory.user(name), user),
    [
      status([200], 'The client takes anything else for a failure.', 'RFC 7644 §3.5.1'),
      isResource('The client reads the user from the answer.'),
      sameId(name, 'The client knows the user by it.'),
    ],
  )
  return [replace, readUser(name, has(what, expected, 'The change would be lost.'))]
}

/** Who is not active is still found by the same look-up. */
export function isStillFound(request: Call['request'], name: string): Call {
  return call(request, [
    findsOnly(name, 'The client would create the user a second time.'),
    has('active: false', { Resources: [{ active: false }] }, 'Who was switched off could go on signing in.'),
  ])
}
