import { DomainError, type ErrorCode } from '../domain/errors.ts'
import type { Requester } from './record-activity.ts'

/** A sign-in that fails although it is known who wanted to: the activity of the organization has an entry of it. */
export class SignInRefused extends DomainError {
  readonly requester: Requester

  constructor(code: ErrorCode, detail: string, user: { readonly organizationId: string; readonly userId: string }) {
    super(code, detail)
    const { organizationId, userId } = user
    this.requester = { organizationId, actor: { kind: 'user', id: userId, name: null } }
  }
}
