import { Agent, errors, Pool } from 'undici'
import { DomainError } from '../../domain/errors.ts'
import { guardedConnector, type Guard } from './guarded-connector.ts'
import { SendError } from '../../domain/outside/send-error.ts'

/** A server may ask for its connections to be kept longer than Undici's four seconds, but not for ever. */
const MAX_KEEP_ALIVE_MS = 60_000

export const INTERRUPTED = 'The request was interrupted'

/**
 * Connections to servers that somebody else has chosen. Each is checked when it is made and may then serve many requests.
 * `connections` are opened to one origin at most; further requests wait, as part of their time.
 */
export function guardedAgent(guard: Guard, { connections }: { readonly connections: number }): Agent {
  return new Agent({
    factory: (origin) =>
      new Pool(origin, {
        connect: guardedConnector(new URL(origin), guard),
        connections,
        allowH2: false,
        keepAliveMaxTimeout: MAX_KEEP_ALIVE_MS,
        // Each request has one limit for everything.
        headersTimeout: 0,
        bodyTimeout: 0,
      }),
  })
}

/** Why a request over such a connection has no complete answer. Throws what nobody expects. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof DomainError) return new SendError('refused', error.message)
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) {
    return new SendError('notHttp', `The answer is not HTTP as it should be: ${error.message}`)
  }
  if (error instanceof errors.ClientClosedError || error instanceof errors.ClientDestroyedError) {
    return new SendError('aborted', INTERRUPTED)
  }
  if (error instanceof errors.UndiciError && !(error instanceof errors.SocketError)) {
    return new SendError('closed', `The answer did not come whole: ${error.message}`)
  }
  if (error instanceof errors.SocketError || (error instanceof Error && 'syscall' in error)) {
    return new SendError('closed', `The connection ended before the answer did: ${error.message}`)
  }
  throw error
}
