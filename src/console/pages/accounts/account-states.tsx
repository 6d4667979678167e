import type { AccountState } from '#generated/sdk/types.gen.ts'
import { Status, type Tone } from '../../components/badge.tsx'

/** What each state is called and means, in the order in which an account goes through them. */
export const ACCOUNT_STATES: Readonly<Record<AccountState, { label: string; tone: Tone; meaning: string }>> = {
  initialized: {
    label: 'Initialized',
    tone: 'accent',
    meaning: 'Provisioned, and not finished: the user has not chosen a master password yet.',
  },
  ready: { label: 'Ready', tone: 'success', meaning: 'The user has keys that nobody else can open.' },
  suspended: {
    label: 'Suspended',
    tone: 'warning',
    meaning: 'The identity provider says that the user is inactive, so there is no way in. What keys there are stay.',
  },
  closed: { label: 'Closed', tone: 'neutral', meaning: 'The user was deleted.' },
}

/** How far an account is. */
export function AccountStatus({ state }: { readonly state: AccountState }) {
  const { label, tone } = ACCOUNT_STATES[state]
  return <Status tone={tone}>{label}</Status>
}
