import { sql, type RawBuilder } from 'kysely'
import type { ActivityEntry } from '../domain/activity/entry.ts'
import { firstIdAt } from '../domain/ids.ts'
import { listActivity } from './activity.ts'
import type { Db } from './database.ts'

export interface ConnectionQuery {
  /** Only what arrived from then on. */
  readonly since?: Date
  /** Only what this token has asked for. */
  readonly tokenId?: string
}

/** The steps that an identity provider takes, in their order, and what passes each: the operations, or any request. */
const STEPS = {
  requestArrived: sql`kind = 'scim'`,
  tokenAccepted: sql`kind = 'scim' and status <> 401`,
  usersRead: succeeded(['listUsers', 'searchUsers', 'listAllResources', 'searchAllResources', 'getUser']),
  userProvisioned: succeeded(['createUser', 'replaceUser', 'patchUser']),
  groupPushed: succeeded(['createGroup', 'replaceGroup', 'patchGroup']),
} as const

export type ConnectionStep = keyof typeof STEPS

export const CONNECTION_STEPS = Object.keys(STEPS) as ConnectionStep[]

export interface PassedStep {
  readonly step: ConnectionStep
  readonly id: string
  readonly at: string
}

/** The first request that passed each of the steps: one statement, and a few rows by an index for each step. */
export async function listPassedSteps(
  db: Db,
  organizationId: string,
  { since, tokenId }: ConnectionQuery,
): Promise<PassedStep[]> {
  const scope = sql`organization_id = ${organizationId}
    ${since === undefined ? sql`` : sql`and id >= ${firstIdAt(since)} and at >= ${db.dialect.instant(since.toISOString())}`}
    ${tokenId === undefined ? sql`` : sql`and actor_id = ${tokenId}`}`
  const firsts = Object.entries(STEPS).map(
    ([step, condition]) => sql`select * from (
      select ${sql.lit(step)} as step, id, at from activity where ${scope} and ${condition} order by id limit 1
    ) as ${sql.id(step)}`,
  )
  const { rows } = await sql<PassedStep>`${sql.join(firsts, sql` union all `)}`.execute(db.kysely)
  return rows
}

/** What arrived last from an identity provider. */
export async function findLastRequest(
  db: Db,
  organizationId: string,
  { since, tokenId }: ConnectionQuery,
): Promise<ActivityEntry | undefined> {
  const query = { kind: 'scim', from: since, actorId: tokenId, limit: 1 } as const
  const [last] = await listActivity(db, organizationId, query)
  return last
}

function succeeded(operations: readonly string[]): RawBuilder<boolean> {
  return sql`outcome = 'success' and operation in (${sql.join(operations.map((it) => sql.lit(it)))})`
}
