import type { Expression, RawBuilder } from 'kysely'

/** What SQLite and PostgreSQL say differently. Everything else in `storage/` is written once. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Column types of the migrations. */
  readonly types: Readonly<Record<'id' | 'instant' | 'key' | 'json' | 'boolean', string>>
  /** What follows the columns of a narrow table that is only reached by its primary key. */
  readonly narrowTable: string

  boolean(value: boolean): boolean | number
  /** An id, or a time, as a value of its column where the statement does not tell what column that is. */
  id(value: unknown): RawBuilder<unknown>
  instant(value: unknown): RawBuilder<unknown>
  /** JSON text as a value of a JSON column. */
  json(text: unknown): RawBuilder<unknown>
  /** The text at a path of a JSON column, or null. Texts from here compare by code point. */
  textAt(json: Expression<unknown>, path: readonly string[]): RawBuilder<string>
  /** The number at a path of a JSON column, or null. */
  numberAt(json: Expression<unknown>, path: readonly string[]): RawBuilder<number>
  /** Whether a JSON column has anything at a path. */
  hasAt(json: Expression<unknown>, path: readonly string[]): RawBuilder<boolean>
  /** A FROM item `element` with one row for each element of the list at a path of a JSON column. */
  elementsAt(json: Expression<unknown>, path: readonly string[]): RawBuilder<unknown>
  /** The element of that FROM item itself, when the list is one of texts or numbers. */
  readonly elementText: RawBuilder<string>
  readonly elementNumber: RawBuilder<number>
  /** The element of that FROM item as JSON, when the list is one of objects. */
  readonly elementJson: RawBuilder<unknown>
  /** Where the element of that FROM item stands in its list. */
  readonly elementPosition: RawBuilder<number>
  /** An aggregate: JSON text of a list with one list of these values for each row, `[]` for no rows. */
  listsOf(values: readonly Expression<unknown>[], orderBy: Expression<unknown>): RawBuilder<string>
  /** A FROM item `given (attribute, value, is_unique)` of a JSON text `[[attribute, value, isUnique], …]`. */
  indexedValuesIn(json: Expression<unknown>): RawBuilder<unknown>
  /** A SELECT of the texts in a list, as `text`, in one parameter however long the list is. */
  textsIn(list: readonly string[]): RawBuilder<string>
  /** The same for ids, as `id`, to be compared with id columns. */
  idsIn(list: readonly string[]): RawBuilder<string>
  /** After a column: is among what a SELECT finds, which is found first. PostgreSQL would guess how many those are. */
  isAmong(found: Expression<unknown>): RawBuilder<boolean>
  /** An id column as text. */
  idAsText(id: Expression<unknown>): RawBuilder<string>
  /** A text that comes neither from here nor from a key column, so that it compares by code point too. */
  byCodePoint(text: Expression<unknown>): RawBuilder<string>
  contains(text: Expression<unknown>, part: string): RawBuilder<boolean>
  endsWith(text: Expression<unknown>, end: string): RawBuilder<boolean>

  violatesForeignKey(error: unknown): boolean
  /** The constraint or index that a failed statement violated. */
  violatedUnique(error: unknown): string | undefined
  /** Whether the database is not there, or does not let us in: what only another configuration mends. */
  isRefused(error: unknown): boolean
  /** What to do when a database cannot be opened or reached. */
  readonly adviceOnOpening: string
  /** Whether the transaction failed only because of another one and may succeed when it is run again. */
  isRetryable(error: unknown): boolean
  /** Whether the database could not be reached or has no room: nothing that the request could mend. */
  isUnavailable(error: unknown): boolean
}
