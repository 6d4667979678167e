import type { Memory } from './memory.ts'

/*
 * A rehearsal is data: what a client sends, in its order and spelling, and what it needs of each answer. `play.ts`
 * plays it, the writers of reports read what came of it, and docs/rehearse.md is made from it.
 */

export const CLIENTS = ['okta', 'entra', 'google', 'jumpcloud', 'onelogin', 'ping'] as const
export type ClientName = (typeof CLIENTS)[number]

export interface Rehearsal {
  readonly client: ClientName
  /** As people call it. */
  readonly name: string
  /** What every request of the client has beside the token. */
  readonly headers: Readonly<Record<string, string>>
  /** The media type of its bodies. */
  readonly contentType: string
  /** How long the client waits for an answer, and who says so. */
  readonly patience: { readonly seconds: number; readonly source: string }
  /** What it needs of every answer, whatever it asked. */
  readonly everyAnswer: readonly Expectation[]
  readonly parts: readonly Part[]
}

/** Steps that belong together: a feature that the client's administrator can switch on. */
export interface Part {
  readonly title: string
  readonly steps: readonly Step[]
}

/** One thing that the client does: a request, and where it matters the request that looks whether it was really done. */
export interface Step {
  readonly title: string
  /** Where it is documented. */
  readonly source: string
  /** Nobody trustworthy has said that the client sends exactly this: it is the most careful guess. */
  readonly isUnverified?: boolean
  readonly calls: readonly Call[]
  /** Plays the step as long as this says so, which may be not at all. Without it: once. */
  readonly while?: (memory: Memory) => boolean
}

export interface Call {
  readonly request: (memory: Memory) => ScimRequest
  readonly expect: readonly Expectation[]
  /** Keeps what later requests need of a successful answer. */
  readonly save?: (answer: Answer, memory: Memory) => void
}

/** What the client needs of an answer, for people to read and for the engine to check. */
export interface Expectation {
  readonly what: string
  readonly why: string
  /** The section of an RFC, where there is one; the step has the client's own source. */
  readonly source?: string
  /** Nothing that follows makes sense when this is not so. */
  readonly isDecisive?: boolean
  /** What is wrong with the answer, in words; undefined when nothing is. */
  readonly check: (exchange: Answered, memory: Memory) => string | undefined
}

export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under the SCIM base URL, as the client writes it. */
  readonly path: string
  readonly body?: unknown
  /** Where the client uses another media type than usual. */
  readonly contentType?: string
}

export interface Answer {
  readonly status: number
  /** Empty if there was none. */
  readonly contentType: string
  readonly headers: Headers
  readonly text: string
  /** The text as JSON; undefined if it is none. */
  readonly body: unknown
  readonly milliseconds: number
}

/** A request and what came of it. */
export interface Exchange {
  readonly request: ScimRequest
  readonly answer?: Answer
  /** Why there is no answer. */
  readonly failure?: string
}

export type Answered = Exchange & { readonly answer: Answer }
