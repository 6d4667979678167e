import { DomainError } from '../domain/errors.ts'

const notYet = (): never => {
  throw new DomainError('notImplemented', 'Not yet')
}
export const getScimToken = notYet
export const rotateScimToken = notYet
export const listAdminKeys = notYet
export const createAdminKey = notYet
export const getAdminKey = notYet
export const revokeAdminKey = notYet
export const getSession = notYet
export const createSession = notYet
export const deleteSession = notYet
