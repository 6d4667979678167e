import { describe, expect, it } from 'vitest'
import { ACCOUNT_STEPS, accountState, refuseStep, type AccountStep } from '../../../src/domain/accounts/states.ts'

/** In the order of the columns below. */
const STATES = ['initialized', 'ready', 'suspended', 'closed'] as const

describe('the state of an account', () => {
  it.each([
    [{ isDeleted: false, isActive: true, hasKeys: false }, 'initialized'],
    [{ isDeleted: false, isActive: true, hasKeys: true }, 'ready'],
    [{ isDeleted: false, isActive: false, hasKeys: false }, 'suspended'],
    [{ isDeleted: false, isActive: false, hasKeys: true }, 'suspended'],
    [{ isDeleted: true, isActive: false, hasKeys: true }, 'closed'],
    [{ isDeleted: true, isActive: true, hasKeys: true }, 'closed'],
    [{ isDeleted: true, isActive: false, hasKeys: false }, 'closed'],
  ] as const)('of %j is %s', (facts, state) => {
    expect(accountState(facts)).toBe(state)
  })

  /** Where each step leads, or how it is refused. */
  const TABLE: Record<AccountStep, readonly [string, string, string, string]> = {
    signIn: ['initialized', 'ready', 'accountSuspended', 'notFound'],
    createKeys: ['ready', 'versionMismatch', 'accountSuspended', 'notFound'],
    readKeys: ['notFound', 'ready', 'accountSuspended', 'notFound'],
    replaceKeys: ['notFound', 'ready', 'accountSuspended', 'notFound'],
    reset: ['initialized', 'initialized', 'suspended', 'closed'],
  }

  const all = (Object.keys(ACCOUNT_STEPS) as AccountStep[]).flatMap((step) =>
    STATES.map((state, column) => [step, state, TABLE[step][column]] as const),
  )
  it.each(all)('%s from %s: %s', (step, state, outcome) => {
    const to = ACCOUNT_STEPS[step][state]
    if (to === undefined) {
      expect(() => refuseStep(step, state)).toThrow(expect.objectContaining({ code: outcome }) as Error)
    } else {
      refuseStep(step, state)
      expect(to).toBe(outcome)
    }
  })
})
