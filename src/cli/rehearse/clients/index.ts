import type { ClientName, Rehearsal } from '../rehearsal.ts'
import { entra } from './entra.ts'
import { google } from './google.ts'
import { jumpcloud } from './jumpcloud.ts'
import { okta } from './okta.ts'
import { onelogin } from './onelogin.ts'
import { ping } from './ping.ts'

/** Every rehearsal there is. */
export const rehearsals: Readonly<Record<ClientName, Rehearsal>> = { okta, entra, google, jumpcloud, onelogin, ping }
