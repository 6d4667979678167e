import type { Organization, ScimToken } from '#generated/sdk/types.gen.ts'

/** What every dialog about a token is given. */
export interface TokenDialogProps {
  readonly organization: Organization
  /** The dialog is open while there is one. */
  readonly token: ScimToken | undefined
  readonly onClose: () => void
}
