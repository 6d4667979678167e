import { client } from '#generated/sdk/client.gen.ts'
import type { Problem } from '#generated/sdk/types.gen.ts'

/** An answer that is no success, or none: what went wrong, in words for the reader. */
export class RequestError extends Error {
  override name = 'RequestError'
  readonly status: number
  /** The code of the problem; `unreachable` where nothing was answered. */
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  /** Whether the same request would be refused again. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500
  }

  /** Whether nobody is signed in any more, whatever the reason. */
  get isSessionOver(): boolean {
    return this.status === 401
  }
}

/** Sets up the client of the SDK: the cookie that scripts cannot read, its header, and failures as `RequestError`. */
export function setUpApi(): void {
  client.setConfig({ baseUrl: '', credentials: 'same-origin', headers: { 'Rollcall-Session': '1' } })
  client.interceptors.error.use((error, response) => toRequestError(error, response))
}

function toRequestError(error: unknown, response: Response | undefined): RequestError {
  if (!response) {
    return new RequestError(0, 'unreachable', 'No answer came back. Look whether you are online, then try again.')
  }
  if (isProblem(error)) return new RequestError(error.status, error.code, error.detail ?? error.title)
  return new RequestError(
    response.status,
    'unexpected',
    `The answer (${response.status}) cannot be understood. Try again in a minute; if it stays so, tell your administrator.`,
  )
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error && 'title' in error
}
