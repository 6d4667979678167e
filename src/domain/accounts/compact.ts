import type { z } from 'zod'
import { DomainError } from '../errors.ts'

/** Whose account it is. */
export interface Owner {
  readonly organizationId: string
  readonly userId: string
}

/** The bytes of base64url in its one spelling (RFC 4648 §3.5): else the same keys could be stored as many texts. */
export function decodeExactly(name: string, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw notAsIs(name)
  return bytes
}

/** The JSON in a part of a JWS or JWE in compact form, which has exactly the members of the schema. */
export function readPart<T>(name: string, part: string | undefined, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(name, decodeExactly(name, part ?? '').toString()))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new DomainError(
    'invalidValue',
    `'${name}' is not for this account and this place${place === '' ? '' : `: look at '${place}' in it`}`,
  )
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new DomainError('invalidValue', `'${name}' has a part that is no JSON`, { cause: error })
  }
}

function notAsIs(name: string): DomainError {
  return new DomainError('invalidValue', `'${name}' is not the shortest base64url of what it has`)
}
