import type { Db, Trx } from './database.ts'

export interface ExpiringToken {
  readonly organizationId: string
  readonly id: string
  readonly description: string
  readonly expiresAt: string
  readonly announcedDays: number | null
}

/** The tokens of all organizations that are valid and expire before a time. */
export async function listExpiring({ kysely }: Db, now: Date, until: Date): Promise<ExpiringToken[]> {
  const rows = await kysely
    .selectFrom('scim_tokens')
    .select(['organization_id', 'id', 'description', 'expires_at', 'announced_days'])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .where('expires_at', '<=', until.toISOString())
    .execute()
  return rows.flatMap(({ expires_at: expiresAt, ...row }) =>
    expiresAt === null
      ? []
      : [
          {
            organizationId: row.organization_id,
            id: row.id,
            description: row.description,
            expiresAt,
            announcedDays: row.announced_days,
          },
        ],
  )
}

/** Takes it upon this transaction to announce the end of a token at a mark; false if another has, or if it moved. */
export async function claimExpiry(trx: Trx, token: ExpiringToken, mark: number): Promise<boolean> {
  const { numUpdatedRows } = await trx.kysely
    .updateTable('scim_tokens')
    .set({ announced_days: mark })
    .where('organization_id', '=', token.organizationId)
    .where('id', '=', token.id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '=', token.expiresAt)
    .where((it) => it.or([it('announced_days', 'is', null), it('announced_days', '>', mark)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
