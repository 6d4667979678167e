import type { RequestHandler, Response } from 'express'
import { operations } from '#generated/operations.ts'
import type { NewActivity } from '../domain/activity/entry.ts'
import type { Runtime } from '../operations/operation.ts'
import { requesterOf, toActivity, type ReceivedRequest, type Requester } from '../operations/record-activity.ts'

/** Hears of what is to be stored. What is dispensable may be left out when there is too much; then no entry is made. */
export type ActivityListener = (organizationId: string, isDispensable: boolean, make: () => NewActivity) => void

/**
 * Tells of each request when it is answered: of the SCIM service all of them, of the admin API and of own accounts those that fail. What an
 * operation has changed is recorded already. Requests that belong to no organization are no activity of any.
 */
export function recordRequests(
  kind: ReceivedRequest['kind'],
  runtime: Pick<Runtime, 'registry' | 'now'>,
  onActivity: ActivityListener,
): RequestHandler {
  return (req, res, next) => {
    const received: ReceivedRequest = {
      kind,
      requestId: res.locals.requestId,
      at: runtime.now(),
      startedAt: performance.now(),
      method: req.method,
      url: req.originalUrl,
      userAgent: req.headers['user-agent'],
    }
    res.locals.received = received
    res.on('finish', () => {
      const { operationId, failure, answer } = res.locals
      const hasFailed = res.statusCode >= 400
      const isRead = operationId !== undefined && operations[operationId].reads
      if (!hasFailed && (kind !== 'scim' || !(isRead || operationId === 'bulk'))) return
      const requester = requesterIn(res, received)
      if (!requester || (isRead && !hasFailed && !isSampled(res))) return
      onActivity(requester.organizationId, isRead && !hasFailed, () =>
        toActivity(runtime, received, requester, {
          operationId,
          // As much of it as is known, whether or not it was validated.
          input: { path: res.locals.parameters, body: req.body as unknown },
          status: res.statusCode,
          answer: answer === undefined ? undefined : { mediaType: mediaTypeOf(res), text: answer },
          failure,
        }),
      )
    })
    next()
  }
}

/** Whether this is one of the reads that the organization wants to have recorded. */
function isSampled({ locals: { token } }: Response): boolean {
  return Math.random() * 100 < (token?.activityReadsPercent ?? 100)
}

/** The holder of the token, whatever has become of it, who administers an organization, or whose account it is. */
function requesterIn({ locals }: Response, { url }: ReceivedRequest): Requester | undefined {
  const { token, principal, requester } = locals
  if (requester) return requester
  if (!token) return requesterOf(principal, /^\/api\/v1\/organizations\/([\da-f-]{36})(?=[/?]|$)/.exec(url)?.[1])
  const { organizationId, tokenId, description, clientProfile } = token
  return { organizationId, actor: { kind: 'scimToken', id: tokenId, name: description }, clientProfile }
}

function mediaTypeOf(res: Response): string | null {
  const type = res.getHeader('Content-Type')
  return typeof type === 'string' ? type : null
}
