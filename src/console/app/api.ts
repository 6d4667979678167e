import { client } from '#generated/sdk/client.gen.ts'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { repeatAfterFreshSignIn } from './fresh-sign-in.ts'

/** Sets up the one client of the SDK: the session cookie, its header, and every failure as a Problem. */
export function setUpApi(): void {
  client.setConfig({
    baseUrl: '',
    credentials: 'same-origin',
    headers: { 'Rollcall-Session': '1' },
    fetch: repeatAfterFreshSignIn,
  })
  client.interceptors.error.use((error, response) => toProblem(error, response))
}

/** Whether nothing was answered at all, so that nobody knows what became of the request. */
export function isUnreachable(problem: Problem): boolean {
  return problem.code === 'unreachable'
}

function toProblem(error: unknown, response: Response | undefined): Problem {
  if (isProblem(error)) return error
  if (error instanceof DOMException && error.name === 'AbortError') return nowhere('aborted', 'Cancelled', '')
  if (!response) {
    return nowhere(
      'unreachable',
      'Rollcall cannot be reached',
      'No answer came back. Look whether you are online and whether the server is running, then try again.',
    )
  }
  return {
    ...nowhere('unexpected', 'An answer that the console does not understand', ''),
    status: response.status,
    detail: `Something between this browser and Rollcall answered ${response.status}. Try again, or ask whoever runs it.`,
    requestId: response.headers.get('X-Request-Id') ?? '',
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'status' in error && 'title' in error
}

function nowhere(code: string, title: string, detail: string): Problem {
  return { type: 'about:blank', code, title, detail, status: 0, requestId: '' }
}
