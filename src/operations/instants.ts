import { DomainError } from '../domain/errors.ts'

/** A time of a request. Throws invalidValue for one that no calendar has, or that a database does not take. */
export function parseInstant(name: string, text: string): Date {
  const date = new Date(text)
  const year = date.getUTCFullYear()
  if (year >= 1970 && year <= 9999) return date
  throw new DomainError('invalidValue', `'${name}' must be a time such as 2026-01-31T09:00:00Z`)
}
