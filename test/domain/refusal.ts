import { DomainError, type ErrorCode } from '../../src/domain/errors.ts'

/** The code with which a call is refused; undefined if it is not. Any other error is a bug and fails the test. */
export function refusalOf(call: () => unknown): ErrorCode | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}
