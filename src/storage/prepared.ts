import type { RawBuilder } from 'kysely'
import type { Db } from './database.ts'
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
    const { sql, parameters } = this.#compiled.get(db.dialect) ?? this.#compile(db)
    const bound = parameters.map((it) => (it instanceof Slot ? values[it.name as keyof P] : it))
    return (await db.run(sql, bound)) as readonly Row[]
  }

  #compile({ kysely, dialect }: Db) {
    // Kysely takes any object that is no expression for a value, and keeps it in the list of parameters.
    const compiled = this.#build((name) => new Slot(name) as never, dialect).compile(kysely)
    this.#compiled.set(dialect, compiled)
    return compiled
  }
}
