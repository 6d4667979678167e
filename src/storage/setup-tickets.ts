import type { Trx } from './database.ts'

/** What lets a user in once. */
export interface SetupTicket {
  readonly organizationId: string
  readonly userId: string
  /** The page of a product that may use it; null for our own page. */
  readonly origin: string | null
  readonly expiresAt: string
  /** When somebody signed in with it. */
  readonly usedAt: string | null
}

export async function insertSetupTicket(
  trx: Trx,
  ticketHash: string,
  { organizationId, userId, origin, expiresAt }: Omit<SetupTicket, 'usedAt'>,
): Promise<void> {
  await trx.kysely
    .insertInto('setup_tickets')
    .values({
      ticket_hash: ticketHash,
      organization_id: organizationId,
      user_id: userId,
      origin,
      expires_at: expiresAt,
    })
    .execute()
}

/**
 * Uses the ticket with this hash up and returns what it was before. Of transactions that use the same one at once, one finds
 * it unused. Undefined for one that is not known.
 */
export async function takeSetupTicket(trx: Trx, ticketHash: string, at: string): Promise<SetupTicket | undefined> {
  const row = await trx.kysely
    .selectFrom('setup_tickets')
    .selectAll()
    .where('ticket_hash', '=', ticketHash)
    .$if(trx.dialect.name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) return undefined
  await trx.kysely.updateTable('setup_tickets').set({ used_at: at }).where('ticket_hash', '=', ticketHash).execute()
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    origin: row.origin,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }
}

/** Deletes the tickets that expired before a time. */
export async function deleteExpiredSetupTickets(trx: Trx, before: string): Promise<void> {
  await trx.kysely.deleteFrom('setup_tickets').where('expires_at', '<', before).execute()
}
