import { sql, type Selectable } from 'kysely'
import type { SignInConnectionFields } from '#generated/sdk/types.gen.ts'
import { DomainError } from '../domain/errors.ts'
import type { Db, Trx } from './database.ts'
import { organizationDeleted } from './organizations.ts'
import type { SignInConnectionsTable } from './tables.ts'

/** How the users of an organization sign in with its OpenID provider. */
export interface SignInConnection {
  readonly organizationId: string
  readonly issuer: string
  readonly clientId: string
  /** Null for a client that has no secret. */
  readonly sealedClientSecret: string | null
  /** The claim that tells the user, and the attribute of the user that it must be equal to. */
  readonly claim: string
  readonly matches: SignInConnectionFields['matches']
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

export type NewConnection = Pick<
  SignInConnection,
  'issuer' | 'clientId' | 'sealedClientSecret' | 'claim' | 'matches' | 'updatedAt'
>

export async function findSignInConnection(db: Db, organizationId: string): Promise<SignInConnection | undefined> {
  return read(db, organizationId, { isLocked: false })
}

/** Throws notFound. */
export async function getSignInConnection(db: Db, organizationId: string): Promise<SignInConnection> {
  return (await findSignInConnection(db, organizationId)) ?? notConnected()
}

/** The connection, which nobody else changes before this transaction ends. */
export async function lockSignInConnection(trx: Trx, organizationId: string): Promise<SignInConnection | undefined> {
  return read(trx, organizationId, { isLocked: true })
}

async function read(
  db: Db,
  organizationId: string,
  { isLocked }: { isLocked: boolean },
): Promise<SignInConnection | undefined> {
  const row = await db.kysely
    .selectFrom('sign_in_connections')
    .selectAll()
    .where('organization_id', '=', organizationId)
    // SQLite's transaction has the database to itself.
    .$if(isLocked && db.dialect.name === 'postgres', (it) => it.forUpdate())
    .executeTakeFirst()
  return row && toConnection(row)
}

/** Stores the connection of an organization in the place of the one that it has. */
export async function putSignInConnection(
  trx: Trx,
  organizationId: string,
  connection: NewConnection,
): Promise<SignInConnection> {
  const columns = {
    issuer: connection.issuer,
    client_id: connection.clientId,
    sealed_client_secret: connection.sealedClientSecret,
    claim: connection.claim,
    matches: connection.matches,
    updated_at: connection.updatedAt,
  }
  const put = trx.kysely
    .insertInto('sign_in_connections')
    .values({ ...columns, organization_id: organizationId, created_at: connection.updatedAt })
    .onConflict((conflict) =>
      conflict
        .column('organization_id')
        .doUpdateSet({ ...columns, version: sql<number>`sign_in_connections.version + 1` }),
    )
    .returningAll()
  try {
    return toConnection(await put.executeTakeFirstOrThrow())
  } catch (error) {
    throw trx.dialect.violatesForeignKey(error) ? organizationDeleted(error) : error
  }
}

export async function deleteSignInConnection(trx: Trx, organizationId: string): Promise<void> {
  await trx.kysely.deleteFrom('sign_in_connections').where('organization_id', '=', organizationId).execute()
}

function toConnection(row: Selectable<SignInConnectionsTable>): SignInConnection {
  return {
    organizationId: row.organization_id,
    issuer: row.issuer,
    clientId: row.client_id,
    sealedClientSecret: row.sealed_client_secret,
    claim: row.claim,
    matches: row.matches as SignInConnection['matches'],
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Throws notFound, as for whoever asks for a connection that is not there. */
export function notConnected(): never {
  throw new DomainError('notFound', 'No OpenID provider is connected to this organization')
}
