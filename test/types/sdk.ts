/** What the SDK must not let compile, as in `handlers.ts`. */
import {
  createRollcallClient,
  getUser,
  iterate,
  listActivity,
  listScimTokens,
  listUsers,
  searchUsers,
  type ActivityEntry,
  type User,
} from '../../src/sdk/index.ts'

const client = createRollcallClient({ url: 'http://127.0.0.1:8080' })
const path = { organizationId: 'acme' }

// Lists of SCIM and of the admin API give items of their types.
export const users: AsyncGenerator<User> = iterate(listUsers, { client, query: { filter: 'active eq true' } })
export const entries: AsyncGenerator<ActivityEntry> = iterate(listActivity, { client, path })

// @ts-expect-error items of another type
export const wrongItems: AsyncGenerator<ActivityEntry> = iterate(listUsers, { client })

// @ts-expect-error a parameter that the operation does not have
iterate(listUsers, { client, query: { filtre: 'active eq true' } })

// @ts-expect-error without the organization
iterate(listScimTokens, { client })

// @ts-expect-error not a list
iterate(getUser, { client, path: { id: 'ada' } })

// @ts-expect-error a list that takes its cursor elsewhere
iterate(searchUsers, { client, body: { schemas: [] } })
