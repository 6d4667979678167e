/** A request to a server that somebody else has chosen, as libraries give it to a `fetch`. */
export interface OutsideRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

/** Sends such a request. A redirect is an answer like any other. Fails with SendError. */
export type FetchOutside = (url: string, request: OutsideRequest) => Promise<Response>
