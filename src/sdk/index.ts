/** The client of Rollcall's contract: a function for each operation, and what makes them pleasant to call. */
export * from '../../generated/sdk/index.ts'
export type { Client } from '../../generated/sdk/client/index.ts'
export { createRollcallClient, type RollcallClientOptions } from './client.ts'
export { RollcallError } from './error.ts'
export { followEvents, type FeedEvent, type FollowOptions } from './follow-events.ts'
export { iterate } from './iterate.ts'
export { retryingFetch, type RetryOptions } from './retrying-fetch.ts'
export { verifyWebhook, WebhookVerificationError, type WebhookHeaders } from './verify-webhook.ts'
