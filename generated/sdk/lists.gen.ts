// Do not edit: made from openapi/ by `npm run generate`.

import { listAllResources, listUsers, listGroups } from './sdk.gen.ts'

/** Lists whose first page must be asked for with an empty cursor (RFC 9865 §2); the others need none. */
export const emptyCursorFirst: ReadonlySet<unknown> = new Set([listAllResources, listUsers, listGroups])
