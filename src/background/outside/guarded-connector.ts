import { lookup as lookUp } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isAddress, mayConnect, type AllowedHost } from '../../domain/outside/allowed-hosts.ts'
import { hostOf, portOf } from '../../domain/outside/outside-url.ts'
import { SendError } from '../../domain/outside/send-error.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** What decides which connections are made. */
export interface Guard {
  readonly allowed: readonly AllowedHost[]
  /** All addresses of a name; without it, as the system answers. */
  readonly resolve?: ((name: string) => Promise<readonly string[]>) | undefined
  /** How a connection is opened once its addresses are known. Something else than Undici's only in tests. */
  readonly buildConnector?: typeof buildConnector
}

/**
 * Opens connections to one origin, and only to addresses that are public or allowed. All answers for its name must be:
 * one that is private beside one that is public is no accident. The address that is connected in the end is looked at
 * again before anything of a request is sent, whatever may have led there. Fails with SendError.
 */
export function guardedConnector(
  origin: URL,
  { allowed, resolve = resolveBySystem, buildConnector: build = buildConnector }: Guard,
): buildConnector.connector {
  const host = hostOf(origin)
  const port = portOf(origin)
  const mayReach = (address: string): boolean => mayConnect(host, address, port, allowed)

  const lookup: LookupFunction = (name, { all }, callback) => {
    checkedAnswers(name).then(
      (answers) => {
        if (all) callback(null, answers)
        else callback(null, answers[0].address, answers[0].family)
      },
      (error: unknown) => callback(error as Error, ''),
    )
  }

  async function checkedAnswers(name: string): Promise<[Answer, ...Answer[]]> {
    const [first, ...others] = await resolve(name).catch((error: unknown) => {
      throw new SendError('dns', `The name ${name} cannot be resolved${codeOf(error)}`, { cause: error })
    })
    if (first === undefined) throw new SendError('dns', `The name ${name} has no address`)
    if (![first, ...others].every(mayReach)) throw refused(host)
    return [toAnswer(first), ...others.map(toAnswer)]
  }

  // HTTP/1.1 alone: what it does when an answer is cut off is simple. The name is not looked up for a literal.
  const connect: (...args: Parameters<buildConnector.connector>) => unknown = build({
    allowH2: false,
    timeout: CONNECT_TIMEOUT_MS,
    lookup,
  })
  return (options, callback) => {
    if (isAddress(host) && !mayReach(host)) {
      callback(refused(host), null)
      return
    }
    // What is returned, the socket, is how Undici gives up a connection that nobody waits for any more.
    return connect(options, (error, socket) => {
      if (error) {
        callback(toSendError(error, `${host}:${port}`), null)
      } else if (socket.remoteAddress === undefined || !mayReach(socket.remoteAddress)) {
        socket.destroy()
        callback(refused(host), null)
      } else {
        callback(null, socket)
      }
    })
  }
}

interface Answer {
  readonly address: string
  readonly family: 4 | 6
}

function toAnswer(address: string): Answer {
  return { address, family: address.includes(':') ? 6 : 4 }
}

async function resolveBySystem(name: string): Promise<string[]> {
  const answers = await lookUp(name, { all: true })
  return answers.map(({ address }) => address)
}

/** Does not say the address: names of our own network are nothing that whoever has chosen the URL should learn. */
function refused(host: string): SendError {
  return new SendError(
    'refused',
    `${host} leads to an address that is not on the public Internet; use a public one, ` +
      'or ask the operator of this service to allow it in WEBHOOK_ALLOWED_HOSTS',
  )
}

function toSendError(error: NodeJS.ErrnoException, where: string): SendError {
  if (error instanceof SendError) return error
  // Several addresses that all fail are an AggregateError, whose message is empty.
  const isConnected =
    error.syscall !== 'connect' && error.code !== 'UND_ERR_CONNECT_TIMEOUT' && !(error instanceof AggregateError)
  return isConnected
    ? new SendError('tls', `No secure connection to ${where}: ${error.message}`, { cause: error })
    : new SendError('connect', `No connection to ${where}${codeOf(error)}`, { cause: error })
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? ` (${code})` : ''
}
