import { sql, type RawBuilder } from 'kysely'
import { DomainError } from '../domain/errors.ts'
import type { WantedVersions } from '../domain/if-match.ts'

/** Part of a WHERE: whether the row has one of the versions that a change may find. */
export function hasWantedVersion(wanted: WantedVersions): RawBuilder<boolean> {
  if (wanted === 'any') return sql`true`
  return wanted.length === 0 ? sql`false` : sql`version in (${sql.join(wanted)})`
}

/** Throws versionMismatch if a row that the transaction has locked does not have one of these versions. */
export function refuseOtherVersion(version: number, wanted: WantedVersions): void {
  if (wanted !== 'any' && !wanted.includes(version)) throw versionMismatch(version)
}

/** What it means that a change found no row although there is one. */
export function versionMismatch(version: number): DomainError {
  return new DomainError('versionMismatch', `The version is "${version}" now; read it again before you change it`)
}
