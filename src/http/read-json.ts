import express, { type RequestHandler } from 'express'
import { visit } from 'jsonc-parser'
import type { OperationDefinition } from '#generated/operations.ts'
import { DomainError } from '../domain/errors.ts'

/** What a body may be made of; its size in bytes stands in the contract, for each operation. */
const LIMITS = { depth: 20, members: 5_000, characters: 32_768 }

type Body = NonNullable<OperationDefinition['body']>

/** That a body is larger than its operation takes; RFC 7644 §3.7.4 has the limit of Bulk named. */
export function tooLarge({ kind, limit }: Body, options?: ErrorOptions): DomainError {
  const detail =
    kind === 'bulk'
      ? `The request exceeds the maxPayloadSize (${limit} bytes); send several`
      : `The body must not be larger than ${limit} bytes`
  return new DomainError('payloadTooLarge', detail, options)
}

/** Reads the JSON body of an operation: only after authentication, and no further than the operation's limit. */
export function readJson(body: Body): RequestHandler[] {
  const { limit, mediaTypes } = body
  const checkHeaders: RequestHandler = (req, _res, next) => {
    // A client that names no type means what the endpoint is for.
    const contentType = req.headers['content-type'] ?? mediaTypes[0] ?? ''
    const [mediaType = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase())
    const charset = parameters
      .find((it) => it.startsWith('charset='))
      ?.slice('charset='.length)
      .replaceAll('"', '')
    if (!mediaTypes.includes(mediaType)) {
      throw new DomainError('unsupportedMediaType', `Send ${mediaTypes.join(' or ')}, not '${mediaType}'`)
    }
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
      throw new DomainError('unsupportedMediaType', `Send UTF-8, not '${charset}'`)
    }
    // The validator keeps a compiled schema for every spelling of the type that it meets, so it meets only these.
    req.headers['content-type'] = mediaType
    // The reader would answer only when it has seen all of it.
    if (Number(req.headers['content-length']) > limit) {
      throw tooLarge(body)
    }
    next()
  }
  const parse: RequestHandler = (req, res, next) => {
    const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    req.body = undefined
    if (res.locals.received) res.locals.received.body = { mediaType: req.headers['content-type'] ?? null, bytes }
    req.body = parseJson(bytes)
    next()
  }
  return [checkHeaders, express.raw({ type: () => true, limit }), parse]
}

/**
 * Parses JSON that means one thing only. Throws invalidSyntax for what is no JSON, is nested or long beyond reason, or
 * names a member twice, which readers take in different ways (SCIM's names differ not even in letter case).
 */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  if (text.trim() === '') throw invalid('the body is empty')
  const objects: Set<string>[] = []
  let depth = 0
  const enter = (): void => {
    depth += 1
    if (depth > LIMITS.depth) throw invalid(`it is nested deeper than ${LIMITS.depth} levels`)
  }
  const leave = (): void => {
    depth -= 1
  }
  visit(
    text,
    {
      onObjectBegin: () => {
        enter()
        objects.push(new Set())
      },
      onObjectProperty: (name, offset) => {
        const names = objects.at(-1)
        if (name.length > LIMITS.characters) throw invalid(`a name is longer than ${LIMITS.characters} characters`)
        const folded = name.toLowerCase()
        if (names?.has(folded)) throw invalid(`it names '${name.slice(0, 50)}' twice, again at character ${offset + 1}`)
        names?.add(folded)
        if (names && names.size > LIMITS.members) throw invalid(`an object has more than ${LIMITS.members} members`)
      },
      onObjectEnd: () => {
        leave()
        objects.pop()
      },
      onArrayBegin: enter,
      onArrayEnd: leave,
      onLiteralValue: (value) => {
        if (typeof value === 'string' && value.length > LIMITS.characters) {
          throw new DomainError('invalidValue', `A text is longer than ${LIMITS.characters} characters`)
        }
      },
    },
    { disallowComments: true },
  )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid((error as Error).message)
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('it is not UTF-8')
  }
}

function invalid(reason: string): DomainError {
  return new DomainError('invalidSyntax', `The body is not usable JSON: ${reason}`)
}
