import type { ClientProfile } from '#generated/sdk/types.gen.ts'
import type { SelectOption } from '../../../components/select.tsx'

/** The client profiles as people look for them. */
export const CLIENT_PROFILES = [
  { id: 'standard', label: 'Standard', description: 'JumpCloud, Google, OneLogin, PingOne and all others' },
  { id: 'okta', label: 'Okta', description: 'Okta, also with its “Header” authentication' },
  { id: 'entra', label: 'Microsoft Entra ID', description: 'Expects the habits of Entra ID, formerly Azure AD' },
  { id: 'lenient', label: 'Lenient', description: 'Scripts, and clients that keep to little' },
  { id: 'strict', label: 'Strict', description: 'Tests: says what others are forgiven' },
] as const satisfies readonly SelectOption<ClientProfile>[]

/** What a client profile is called. */
export function profileName(profile: ClientProfile): string {
  return CLIENT_PROFILES.find(({ id }) => id === profile)?.label ?? profile
}
