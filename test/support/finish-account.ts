import { AccountClient } from '../../src/sdk/account/index.ts'
import { PASSWORD, quickly } from './accounts.ts'
import type { ConsoleServer } from './console-server.ts'
import { PRODUCT_ORIGIN } from './test-app.ts'

/** A user makes keys, as on a page of the product. Returns the client of the user, who stays signed in. */
export async function finishAccount(
  { url, admin }: ConsoleServer,
  organizationId: string,
  userId: string,
): Promise<AccountClient> {
  const route = `/organizations/${organizationId}/accounts/${userId}/setup-tickets`
  const { ticket } = await admin('POST', route, { origin: PRODUCT_ORIGIN })
  const client = await AccountClient.open({
    url,
    ticket: ticket as string,
    derive: quickly,
    fetch: (input, init) => {
      const request = new Request(input, init)
      // As browsers do by themselves.
      request.headers.set('Origin', PRODUCT_ORIGIN)
      return fetch(request)
    },
  })
  await client.createKeys({ password: PASSWORD })
  return client
}
