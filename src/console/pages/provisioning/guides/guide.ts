import type { ReactNode } from 'react'
import type { ClientProfile } from '#generated/sdk/types.gen.ts'

/** What an organization's own guide is filled in with. */
export interface GuideValues {
  readonly scimUrl: string
}

/** A field of a form of the identity provider, as it is called there. */
export interface GuideField {
  readonly label: string
  /** What to write or choose. */
  readonly value: string
  /** Whether it is to be pasted, and not chosen from a list. */
  readonly isCopied?: boolean
}

export interface GuideStep {
  readonly text: ReactNode
  readonly fields?: readonly GuideField[]
}

/** How one identity provider is set up. */
export interface Guide {
  readonly id: string
  readonly name: string
  readonly clientProfile: ClientProfile
  /** What to know before one begins. */
  readonly before?: ReactNode
  readonly steps: (values: GuideValues) => readonly GuideStep[]
  /** What to know afterwards. */
  readonly after?: ReactNode
}

/** In the place of the token, which is not known any more. */
export const TOKEN = 'the SCIM token'
