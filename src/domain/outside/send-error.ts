/** Why there is no complete answer. */
export type FailureKind =
  /** The URL or the address behind it is none that requests may be sent to. */
  | 'refused'
  | 'dns'
  | 'connect'
  | 'tls'
  /** The answer was not complete in time. */
  | 'timeout'
  /** The connection ended before the answer did. */
  | 'closed'
  /** What came back is not HTTP. */
  | 'notHttp'
  /** We ended it: the signal said so, or the sender was closed. */
  | 'aborted'

/** A request without a complete answer; the message is for whoever has chosen the URL. */
export class SendError extends Error {
  override readonly name = 'SendError'
  readonly kind: FailureKind

  constructor(kind: FailureKind, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.kind = kind
  }
}
