import { sameId, status } from './expectations.ts'
import type { Call, Expectation } from './rehearsal.ts'
import { call, get, remove } from './requests.ts'

/*
 * Calls that look whether something was really done, as every client's rehearsal does.
 */

/** Reads a user back, and keeps what it is now. */
export function readUser(name: string, ...expect: readonly Expectation[]): Call {
  return call(
    get((memory) => memory.user(name)),
    [
      status([200], 'What was written must be there to be read.', 'RFC 7644 §3.4.1'),
      sameId(name, 'The client knows the user by it.'),
      ...expect,
    ],
    name,
  )
}

/** Reads a group back. */
export function readGroup(name: string, ...expect: readonly Expectation[]): Call {
  return call(
    get((memory) => memory.group(name)),
    [
      status([200], 'What was written must be there to be read.', 'RFC 7644 §3.4.1'),
      sameId(name, 'The client knows the group by it.'),
      ...expect,
    ],
  )
}

export function deleteUser(name: string, why: string): readonly [Call, Call] {
  return deletion((memory) => memory.user(name), why)
}

export function deleteGroup(name: string, why: string): readonly [Call, Call] {
  return deletion((memory) => memory.group(name), why)
}

function deletion(path: Parameters<typeof remove>[0], why: string): readonly [Call, Call] {
  return [
    call(remove(path), [status([204], 'Anything else is tried again as a failure.', 'RFC 7644 §3.6')]),
    call(get(path), [status([404], why, 'RFC 7644 §3.6')]),
  ]
}
