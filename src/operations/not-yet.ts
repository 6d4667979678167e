import { DomainError } from '../domain/errors.ts'

/* Operations of the contract that are being built. */

const notYet = (): never => {
  throw new DomainError('notImplemented', 'This operation is not there yet')
}

export const exportActivity = notYet
export const verifyActivity = notYet
export const listWebhooks = notYet
export const createWebhook = notYet
export const getWebhook = notYet
export const updateWebhook = notYet
export const deleteWebhook = notYet
export const rotateWebhookSecret = notYet
export const sendTestEvent = notYet
export const listDeliveries = notYet
export const getDelivery = notYet
export const redeliver = notYet
export const redeliverEvents = notYet
export const pollSecurityEvents = notYet
export const getRoleMappings = notYet
export const setRoleMappings = notYet
export const previewRoleMappings = notYet
export const listRoleAssignments = notYet
export const getUserRoles = notYet
export const getJsonWebKeySet = notYet
export const rotateSigningKey = notYet
