import { createScimToken, revokeScimToken } from '#generated/sdk/sdk.gen.ts'
import type { ScimTokenScopes } from '#generated/sdk/types.gen.ts'
import { createRollcallClient } from '../../sdk/client.ts'
import { answerOf, ApiError, connect, DEFAULT_URL, findOrganization, namedUrl, type Server } from '../client.ts'
import { safe } from '../output.ts'
import type { TransferOptions } from './commands.ts'

/** A way to an organization's SCIM, and its end. */
export interface ScimAccess {
  readonly server: Server
  /** Whose users and groups these are, for people. */
  readonly target: string
  close(): Promise<void>
}

/**
 * SCIM with the token that is given, or with one that is made for this work and revoked when it is closed. Whoever names
 * an organization or a key means that one, whatever token the environment has. A token goes only to the server that is
 * named, or to the default one, as a key of the environment does: the stored login is for its own key.
 */
export async function openScim(
  options: TransferOptions,
  work: { description: string; scopes: ScimTokenScopes },
): Promise<ScimAccess> {
  const { organization, scimToken } = options
  const key = options.key ?? options.operatorKey
  if (scimToken !== undefined && (organization ?? key) !== undefined) {
    const other = organization === undefined ? '--key' : '--organization'
    throw new ApiError(`A SCIM token says which organization it is: leave out ${other} or --scim-token.`)
  }
  const token = scimToken ?? ((organization ?? key) === undefined ? process.env.SCIM_TOKEN || undefined : undefined)
  if (token !== undefined) {
    const url = namedUrl(options) ?? DEFAULT_URL
    const keyFrom = scimToken === undefined ? 'SCIM_TOKEN' : '--scim-token'
    return {
      server: { url, client: createRollcallClient({ url, key: token }), keyFrom },
      target: `the organization of ${keyFrom} at ${url}`,
      close: async () => undefined,
    }
  }
  const admin = connect(options)
  const { client, url } = admin
  const { id: organizationId, name } = await findOrganization(admin, organization)
  const body = { ...work, expiresInDays: 1 }
  const created = await answerOf(createScimToken({ client, path: { organizationId }, body }), admin)
  return {
    server: { url, client: createRollcallClient({ url, key: created.token }) },
    target: `${name} at ${url}`,
    close: async () => {
      try {
        await answerOf(revokeScimToken({ client, path: { organizationId, tokenId: created.id } }), admin)
      } catch (error) {
        const reason = error instanceof Error ? safe(error.message) : ''
        console.error(`The token of this work, ${created.id}, could not be revoked; it expires in a day. ${reason}`)
      }
    },
  }
}
