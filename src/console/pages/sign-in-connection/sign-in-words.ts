import type { SignInConnection, SignInConnectionRequest } from '#generated/sdk/types.gen.ts'
import type { SelectOption } from '../../components/select.tsx'

/** The attributes of users by which a connection finds them. */
export const MATCHES: readonly SelectOption<SignInConnection['matches']>[] = [
  { id: 'externalId', label: 'externalId', description: 'The id that the provider gave when it provisioned the user.' },
  { id: 'userName', label: 'userName', description: 'For a claim that nobody can choose at the provider.' },
  {
    id: 'email',
    label: 'E-mail address',
    description: "Takes the claim 'email', which the provider must have verified.",
  },
]

/** A connection as somebody writes it. */
export interface Draft {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly claim: string
  readonly matches: SignInConnection['matches']
}

export function toDraft(connection: SignInConnection | undefined): Draft {
  const { issuer = '', clientId = '', claim = 'sub', matches = 'externalId' } = connection ?? {}
  return { issuer, clientId, clientSecret: '', claim, matches }
}

export function toRequest({ issuer, clientId, clientSecret, claim, matches }: Draft): SignInConnectionRequest {
  const secret = clientSecret.trim()
  return {
    issuer: issuer.trim(),
    clientId: clientId.trim(),
    ...(secret !== '' && { clientSecret: secret }),
    claim: claim.trim(),
    matches,
  }
}

export function isChanged(draft: Draft, connection: SignInConnection | undefined): boolean {
  const before = toDraft(connection)
  return (Object.keys(before) as (keyof Draft)[]).some((name) => draft[name].trim() !== before[name])
}

/** What is wrong with a draft, by field. The server has the last word; this is said before anything is sent. */
export function problemsOf({ issuer, claim, matches }: Draft): Partial<Record<keyof Draft, string>> {
  return {
    ...(issuer !== '' &&
      !URL.canParse(issuer.trim()) && { issuer: 'Write it in full, such as https://acme.okta.com.' }),
    ...(matches === 'email' && claim.trim() !== 'email' && { claim: "E-mail addresses take the claim 'email'." }),
  }
}
