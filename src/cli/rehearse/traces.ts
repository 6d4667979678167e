import { at, elementsAt } from './json-values.ts'
import type { Connection } from './connection.ts'
import type { Endpoint } from './memory.ts'
import type { Exchange, ScimRequest } from './rehearsal.ts'

/** Something that may be left on the server. */
export interface Leftover {
  readonly endpoint: Endpoint
  readonly name: string
  readonly id?: string
  /** Why it could not be deleted. */
  readonly reason: string
}

interface Trace {
  readonly endpoint: Endpoint
  /** The unique name it was given. */
  readonly name: string
  id?: string
}

const NAMES = { Users: 'userName', Groups: 'displayName' } as const
const AT_ONCE = 4

/** Remembers everything that a run may have made on the server, from before it is asked for, and takes it away again. */
export class Traces {
  readonly #traces = new Set<Trace>()

  /** Sends, and remembers what the request makes. */
  async send(connection: Connection, request: ScimRequest): Promise<Exchange> {
    const trace = traceOf(request)
    if (!trace) return connection.send(request)
    this.#traces.add(trace)
    const exchange = await connection.send(request)
    const { answer } = exchange
    // After a refusal nothing is there. After anything else, even a failure, something may be.
    if (answer && answer.status >= 400 && answer.status < 500) this.#traces.delete(trace)
    const id = at(answer?.body, 'id')
    if (answer && answer.status < 300)
      trace.id = typeof id === 'string' && id !== '' ? id : idInLocation(answer.headers)
    return exchange
  }

  /** Deletes everything, groups first, and looks whether it is gone. What is not is in the answer. */
  async cleanUp(connection: Connection): Promise<Leftover[]> {
    const leftovers: Leftover[] = []
    for (const endpoint of ['Groups', 'Users'] as const) {
      const queue = [...this.#traces].filter((it) => it.endpoint === endpoint).reverse()
      const work = async (): Promise<void> => {
        for (let trace = queue.shift(); trace; trace = queue.shift())
          leftovers.push(...(await erase(trace, connection)))
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    }
    return leftovers
  }
}

function traceOf({ method, path, body }: ScimRequest): Trace | undefined {
  const [, endpoint] = /^\/(Users|Groups)\/?(\?|$)/.exec(path) ?? []
  if (method !== 'POST' || (endpoint !== 'Users' && endpoint !== 'Groups')) return undefined
  const name = at(body, NAMES[endpoint])
  return { endpoint, name: typeof name === 'string' ? name : '' }
}

function idInLocation(headers: Headers): string | undefined {
  const [, id] = /\/(?:Users|Groups)\/([^/?#]+)$/.exec(headers.get('Location') ?? '') ?? []
  return id === undefined ? undefined : decodeURIComponent(id)
}

async function erase({ endpoint, name, id }: Trace, connection: Connection): Promise<Leftover[]> {
  const found = id === undefined ? await findByName(endpoint, name, connection) : { ids: [id] }
  if ('reason' in found) return [{ endpoint, name, reason: found.reason }]
  const leftovers = found.ids.map(async (it) => {
    const reason = await eraseById(endpoint, it, connection)
    return reason === undefined ? [] : [{ endpoint, name, id: it, reason }]
  })
  return (await Promise.all(leftovers)).flat()
}

/** The ids that have exactly this name: a server that ignores filters must not make us delete a stranger. */
async function findByName(
  endpoint: Endpoint,
  name: string,
  connection: Connection,
): Promise<{ ids: string[] } | { reason: string }> {
  const filter = encodeURIComponent(`${NAMES[endpoint]} eq "${name}"`)
  const { answer, failure } = await connection.send({ method: 'GET', path: `/${endpoint}?filter=${filter}` })
  if (answer?.status === 404) return { ids: [] }
  if (answer?.status !== 200) {
    const why = answer ? `looking for it was answered ${answer.status}` : `looking for it: ${failure ?? 'no answer'}`
    return { reason: `the server never told its id, and ${why}` }
  }
  const ours = elementsAt(answer.body, 'Resources').filter((it) => at(it, NAMES[endpoint]) === name)
  return { ids: ours.map((it) => at(it, 'id')).filter((it) => typeof it === 'string') }
}

/** Why it is still there; undefined when it is gone. */
async function eraseById(endpoint: Endpoint, id: string, connection: Connection): Promise<string | undefined> {
  const path = `/${endpoint}/${encodeURIComponent(id)}`
  const deleted = await connection.send({ method: 'DELETE', path })
  const { answer, failure } = await connection.send({ method: 'GET', path })
  if (answer?.status === 404 || answer?.status === 410) return undefined
  const how = deleted.answer ? `answered ${deleted.answer.status}` : `failed: ${deleted.failure ?? 'no answer'}`
  const still = answer ? `a GET still answers ${answer.status}` : `a GET failed: ${failure ?? 'no answer'}`
  return `DELETE ${how}, and ${still}`
}
