import { DomainError } from '../domain/errors.ts'

/* Operations of the contract that are being built. */

const notYet = (): never => {
  throw new DomainError('notImplemented', 'This operation is not there yet')
}

export const pollSecurityEvents = notYet
export const getJsonWebKeySet = notYet
export const rotateSigningKey = notYet
export const getBulkResult = notYet
