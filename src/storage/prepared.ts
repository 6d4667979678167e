import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from './database.ts'
import type { Dialect } from './dialect.ts'

/** Stands in a query for a value that is given when the query is run. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

type Build<P, Row> = (param: <K extends keyof P & string>(name: K) => P[K], dialect: Dialect) => RawBuilder<Row>

/**
 * A query that is built and compiled once for each dialect: for what every request runs, where building the same SQL
 * again costs more than running it.
 */
export class PreparedQuery<P extends object, Row> {
  readonly #build: Build<P, Row>
  readonly #compiled = new Map<Dialect, { readonly sql: string; readonly parameters: readonly unknown[] }>()

  constructor(build: Build<P, Row>) {
    this.#build = build
  }

  async all(db: Db, values: P): Promise<readonly Row[]> {
    const compiled = this.#compiled.get(db.dialect) ?? this.#compile(db)
    const bound = compiled.parameters.map((it) => (it instanceof Slot ? values[it.name as keyof P] : it))
    return (await db.run(compiled.sql, bound)) as readonly Row[]
  }

  #compile({ kysely, dialect }: Db) {
    // Kysely takes any object that is no expression for a value, and keeps it in the list of parameters.
    const compiled = this.#build((name) => new Slot(name) as never, dialect).compile(kysely)
    this.#compiled.set(dialect, compiled)
    return compiled
  }
}

/**
 * Writing statements that belong together, none of which needs to see what the others write. PostgreSQL runs them as one
 * statement, in one round trip; SQLite, which has no round trips, one after the other.
 */
export class PreparedWrite<P extends object, Row = unknown> {
  readonly #single: readonly PreparedQuery<P, Row>[]
  readonly #joined: PreparedQuery<P, Row>

  constructor(...builds: [...Build<P, unknown>[], Build<P, Row>]) {
    this.#single = builds.map((build) => new PreparedQuery(build as Build<P, Row>))
    this.#joined = new PreparedQuery((param, dialect) => {
      const statements = builds.map((build) => build(param, dialect))
      const last = statements.pop() as RawBuilder<Row>
      const others = statements.map((it, index) => sql`${sql.id(`step_${index}`)} as (${it})`)
      return others.length === 0 ? last : sql<Row>`with ${sql.join(others)} ${last}`
    })
  }

  /** Runs all of them and returns the rows of the last. */
  async run(trx: Trx, values: P): Promise<readonly Row[]> {
    if (trx.dialect.name === 'postgres') return this.#joined.all(trx, values)
    let rows: readonly Row[] = []
    for (const query of this.#single) rows = await query.all(trx, values)
    return rows
  }
}
