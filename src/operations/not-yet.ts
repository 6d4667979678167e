import { DomainError } from '../domain/errors.ts'

/* Operations of the contract that are being built. */

const notYet = (): never => {
  throw new DomainError('notImplemented', 'This operation is not there yet')
}

export const exportActivity = notYet
export const verifyActivity = notYet
export const getRoleMappings = notYet
export const setRoleMappings = notYet
export const previewRoleMappings = notYet
export const listRoleAssignments = notYet
export const getUserRoles = notYet
