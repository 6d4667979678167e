import { DomainError } from '../domain/errors.ts'

const notYet = (): never => {
  throw new DomainError('notImplemented', 'Not yet')
}
export const getConnection = notYet
export const listOrganizationUsers = notYet
export const getOrganizationUser = notYet
export const listOrganizationGroups = notYet
export const getOrganizationGroup = notYet
export const listGroupMembers = notYet
export const listActivity = notYet
export const getActivity = notYet
