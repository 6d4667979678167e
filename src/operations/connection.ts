import { CONNECTION_STEPS, findLastRequest, listPassedSteps, type ConnectionStep } from '../storage/connection.ts'
import { getOrganization } from '../storage/organizations.ts'
import { parseInstant } from './instants.ts'
import type { Operation } from './operation.ts'

/** Each of them alone shows that an identity provider can work with users: JumpCloud begins with creating one. */
const CONNECTING: ReadonlySet<ConnectionStep> = new Set(['usersRead', 'userProvisioned'])

export const getConnection: Operation<'getConnection'> = async ({ db }, { path, query }) => {
  const organization = await getOrganization(db, path.organizationId)
  const since = query.since === undefined ? undefined : parseInstant('since', query.since)
  const asked = { since, tokenId: query.tokenId }
  const [passed, last] = await Promise.all([
    listPassedSteps(db, organization.id, asked),
    findLastRequest(db, organization.id, asked),
  ])
  const steps = CONNECTION_STEPS.map((step) => {
    const found = passed.find((it) => it.step === step)
    return { step, passedAt: found?.at ?? null, activityId: found?.id ?? null }
  })
  const isConnected = passed.some((it) => CONNECTING.has(it.step))
  const lastFailure = last?.outcome === 'failure' ? last : null
  const state = isConnected ? 'connected' : lastFailure ? 'failing' : 'waiting'
  return {
    status: 200,
    body: { state, client: last?.client ?? null, lastRequestAt: last?.at ?? null, lastFailure, steps },
  }
}
