import { entra } from './entra.tsx'
import { google } from './google.tsx'
import type { Guide } from './guide.ts'
import { jumpcloud } from './jumpcloud.tsx'
import { okta } from './okta.tsx'
import { onelogin } from './onelogin.tsx'
import { ping } from './ping.tsx'

/** The most used first. */
export const GUIDES: readonly [Guide, ...Guide[]] = [okta, entra, jumpcloud, google, onelogin, ping]

/** The guide of that id, or else the first. */
export function findGuide(id: string | null): Guide {
  return GUIDES.find((guide) => guide.id === id) ?? GUIDES[0]
}
