/** The client of Rollcall's contract: a function for each operation, and what makes them pleasant to call. */
export * from '../../generated/sdk/index.ts'
export type { Client } from '../../generated/sdk/client/index.ts'
export { createRollcallClient, type RollcallClientOptions } from './client.ts'
export { RollcallError } from './error.ts'
export { iterate } from './iterate.ts'
export { retryingFetch, type RetryOptions } from './retrying-fetch.ts'
