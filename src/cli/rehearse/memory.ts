import { randomBytes } from 'node:crypto'
import { at, shown } from './json-values.ts'

/** A request needs something that an earlier step should have made, and did not. */
export class NotMadeError extends Error {
  override readonly name = 'NotMadeError'
}

export type Endpoint = 'Users' | 'Groups'

/** What a run knows: names that only it uses, and what earlier answers said. */
export class Memory {
  /** Part of every name that the run makes, so that it can neither meet nor touch anybody else's. */
  readonly runId: string
  /** The number of the repetition that a step is in, from 0. */
  round = 0
  readonly #values = new Map<string, unknown>()

  constructor(runId = randomBytes(4).toString('hex')) {
    this.runId = runId
  }

  /** A user name, which is an address that nobody can have (RFC 2606). */
  address(name: string): string {
    return `${name}.${this.runId}@example.com`
  }

  /** Any other name. */
  title(name: string): string {
    return `${name} ${this.runId}`
  }

  remember(key: string, value: unknown): void {
    this.#values.set(key, value)
  }

  /** Throws NotMadeError when nothing was remembered under the key. */
  recall(key: string): unknown {
    if (!this.#values.has(key)) throw new NotMadeError(`an earlier step should have told what '${key}' is, but failed`)
    return this.#values.get(key)
  }

  /** The same, or another value when nothing was remembered. */
  recallOr(key: string, otherwise: unknown): unknown {
    return this.#values.has(key) ? this.#values.get(key) : otherwise
  }

  /** The id of a resource that was remembered. */
  id(key: string): string {
    const id = at(this.recall(key), 'id')
    if (typeof id !== 'string' || id === '') throw new NotMadeError(`the server gave '${key}' no id`)
    return id
  }

  /** An id in a message: with the name under which it was remembered, if it was. */
  nameOf(id: unknown): string {
    const [name] = [...this.#values].find(([, value]) => id !== undefined && at(value, 'id') === id) ?? []
    return name === undefined ? shown(id) : `${name} (${shown(id)})`
  }

  /** Where a resource that was remembered is, under the SCIM base URL. */
  user(key: string): string {
    return `/Users/${encodeURIComponent(this.id(key))}`
  }

  group(key: string): string {
    return `/Groups/${encodeURIComponent(this.id(key))}`
  }
}
