import type { Server } from '../client.ts'
import type { Match } from './commands.ts'
import { matchAttribute, matchKey, type Reference, type Row } from './rows.ts'
import { lookUp, type TypeName } from './scim.ts'

/**
 * The ids of the managers and members that lines refer to: on the server, or made by another line of the file. Holds one
 * entry for each that is referred to and none for others.
 */
export class References {
  readonly #server: Server
  readonly #match: Match
  /** By key; null for what the server does not have. */
  readonly #ids = new Map<string, string | null>()
  /** The names that several groups have: nobody knows which of them is meant. */
  readonly #several = new Set<string>()
  /** The names that the file makes, or keeps. */
  readonly #names = new Set<string>()
  readonly #nameOfFileId = new Map<string, string>()
  #looking: Promise<void> = Promise.resolve()

  constructor(server: Server, match: Match) {
    this.#server = server
    this.#match = match
  }

  /** Takes note of a line, which others may refer to. */
  note({ type, name, fileId }: Row): void {
    if (name === undefined) return
    const key = matchKey(type, 'name', name)
    if (type === 'Group' && this.#names.has(key)) this.#several.add(key)
    this.#names.add(key)
    // Elsewhere ids are others; matched by ids, they are the same here.
    if (fileId !== undefined && this.#match !== 'id') this.#nameOfFileId.set(fileId, key)
  }

  /** A line will not be done, so nobody can refer to it as something new. */
  forget({ type, name }: Row): void {
    if (name !== undefined) this.#names.delete(matchKey(type, 'name', name))
  }

  /** Takes note that a line has been created. */
  created({ type, name }: Row, id: string): void {
    if (name === undefined) return
    const key = matchKey(type, 'name', name)
    const before = this.#ids.get(key)
    if (before === undefined) return
    if (type === 'Group' && before !== null && before !== id) this.#several.add(key)
    this.#ids.set(key, id)
  }

  /** The id, once it was looked for and is there, of one alone. */
  idOf(reference: Reference): string | undefined {
    const key = this.#keyOf(reference)
    return this.#several.has(key) ? undefined : (this.#ids.get(key) ?? undefined)
  }

  /** Why a reference cannot be followed, after everything was read; undefined if it can be, or will be. */
  problemOf(reference: Reference): string | undefined {
    const key = this.#keyOf(reference)
    if (this.#several.has(key)) {
      return `'${reference.value}' ${reference.by === 'name' ? 'is' : 'has'} the name of several groups`
    }
    if (this.idOf(reference) !== undefined || this.#names.has(key)) return undefined
    const what = reference.type === 'Group' ? 'group' : reference.type === 'User' ? 'user' : 'user or group'
    return `there is no ${what} '${reference.value}', neither on the server nor in the file`
  }

  /** Looks for what is not known yet; again also for what was not there, if it may have come. */
  look(references: readonly Reference[], options: { again?: boolean } = {}): Promise<void> {
    // One after the other: what is being looked for is not known yet, and would be looked for twice.
    const done = this.#looking.then(() => this.#lookNow(references, options))
    this.#looking = done.catch(() => undefined)
    return done
  }

  async #lookNow(references: readonly Reference[], options: { again?: boolean }): Promise<void> {
    const unknown = new Map<string, Reference>()
    for (const it of references) {
      const key = this.#keyOf(it)
      const id = this.#ids.get(key)
      if (id === undefined || (id === null && options.again)) unknown.set(key, it)
    }
    for (const key of unknown.keys()) this.#ids.set(key, null)
    for (const type of ['User', 'Group'] as const) {
      const named = [...unknown.keys()].filter((it) => it.startsWith(`${type}:`))
      await this.#lookByName(type, named)
      const byId = [...unknown].filter(
        ([key, it]) => key.startsWith('id:') && (it.type ?? type) === type && this.#ids.get(key) === null,
      )
      const found = await lookUp(
        this.#server,
        type,
        'id',
        byId.map(([key]) => key.slice('id:'.length)),
        ['id'],
      )
      for (const { id } of found) this.#ids.set(`id:${id}`, id)
    }
  }

  async #lookByName(type: TypeName, keys: readonly string[]): Promise<void> {
    const attribute = matchAttribute(type, 'name')
    const values = keys.map((it) => it.slice(type.length + 1))
    for (const { id, [attribute]: name } of await lookUp(this.#server, type, attribute, values, [attribute])) {
      const key = matchKey(type, 'name', String(name))
      const before = this.#ids.get(key)
      if (before != null && before !== id) this.#several.add(key)
      this.#ids.set(key, id)
    }
  }

  #keyOf({ by, value, type = 'User' }: Reference): string {
    if (by === 'name') return matchKey(type, 'name', value)
    return this.#nameOfFileId.get(value) ?? `id:${value}`
  }
}
