import { DomainError } from '../domain/errors.ts'

const notYet = (): never => {
  throw new DomainError('notImplemented', 'Not yet')
}
export const getConnection = notYet
export const listActivity = notYet
export const getActivity = notYet
