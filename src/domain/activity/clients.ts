import type { ClientProfile } from '../scim/client-profiles.ts'

/** How programs call themselves that are known under another name. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^okta/i, 'Okta'],
  // The console; identity providers do not say that they are browsers.
  [/^mozilla/i, 'Browser'],
  [/google-auto-provisioning/i, 'Google Workspace'],
  [/microsoft|azure|entra/i, 'Microsoft Entra ID'],
  [/onelogin/i, 'OneLogin'],
  [/jumpcloud/i, 'JumpCloud'],
  [/ping(federate|one|identity)/i, 'Ping Identity'],
  [/sailpoint/i, 'SailPoint'],
  [/cyberark|idaptive/i, 'CyberArk'],
  [/rippling/i, 'Rippling'],
  [/authentik/i, 'authentik'],
  [/keycloak/i, 'Keycloak'],
]

/** Who has a profile of its own may send nothing that tells who it is, as Entra does. */
const OF_PROFILE: Readonly<Partial<Record<ClientProfile, string>>> = { okta: 'Okta', entra: 'Microsoft Entra ID' }

const LONGEST = 64

/**
 * The program behind a request, for people: nothing is decided by it. From what the program says of itself, else from
 * the profile of the token that it has; null where neither tells.
 */
export function recognizeClient(userAgent: string | undefined, profile?: ClientProfile): string | null {
  const text = userAgent?.trim() ?? ''
  const [, known] = KNOWN.find(([pattern]) => pattern.test(text)) ?? []
  if (known !== undefined) return known
  const ofProfile = profile && OF_PROFILE[profile]
  // A tool that somebody tries a token with says so; a library that an identity provider is built with may not.
  const [product = ''] = /^[^\s/()]+/.exec(text) ?? []
  return ofProfile !== undefined && !TOOLS.test(product) ? ofProfile : product.slice(0, LONGEST) || null
}

const TOOLS = /^(curl|postman\w*|insomnia|httpie|wget|rollcall)$/i
