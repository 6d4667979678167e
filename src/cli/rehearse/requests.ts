import type { Memory } from './memory.ts'
import type { Call, ScimRequest, Step } from './rehearsal.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** What a request says may depend on what earlier answers said. */
export type From<T> = T | ((memory: Memory) => T)
type RequestOf = Call['request']

export const get = (path: From<string>): RequestOf => request('GET', path)
export const post = (path: From<string>, body: From<object>): RequestOf => request('POST', path, body)
export const put = (path: From<string>, body: From<object>): RequestOf => request('PUT', path, body)
export const remove = (path: From<string>): RequestOf => request('DELETE', path)

/** A PATCH with these operations. */
export const patch = (path: From<string>, operations: From<readonly unknown[]>): RequestOf =>
  request('PATCH', path, (memory: Memory) => ({ schemas: [PATCH_OP], Operations: resolve(operations, memory) }))

/** The same request with another media type. */
export const sentAs =
  (contentType: string, inner: RequestOf): RequestOf =>
  (memory) => ({ ...inner(memory), contentType })

export function resolve<T>(value: From<T>, memory: Memory): T {
  return typeof value === 'function' ? (value as (memory: Memory) => T)(memory) : value
}

function request(method: ScimRequest['method'], path: From<string>, body?: From<object>): RequestOf {
  return (memory) => ({
    method,
    path: resolve(path, memory),
    ...(body !== undefined && { body: resolve(body, memory) }),
  })
}

/** A call; the last argument may keep the answer, which is a resource, under a name. */
export function call(request: Call['request'], expect: Call['expect'], saveAs?: string): Call {
  if (saveAs === undefined) return { request, expect }
  return { request, expect, save: ({ body }, memory) => body !== undefined && memory.remember(saveAs, body) }
}

export function step(title: string, source: string, ...calls: readonly Call[]): Step {
  return { title, source, calls }
}

/** A step that nobody trustworthy has seen the client take in exactly this form. */
export function unverified(title: string, source: string, ...calls: readonly Call[]): Step {
  return { title, source, calls, isUnverified: true }
}

/** A query as JavaScript and Okta write it: a space is `%20`. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

/** A query as a form has it: a space is `+`. */
export function formQuery(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString()
}
