// Do not edit: made from openapi/ by `npm run generate`.

/** Operations that do nothing twice when they get the same `Idempotency-Key` again, as method and path. */
export const idempotentOperations: ReadonlySet<string> = new Set([
  'POST /api/v1/organizations',
  'POST /api/v1/organizations/{organizationId}/scim-tokens',
  'POST /api/v1/organizations/{organizationId}/scim-tokens/{tokenId}/rotate',
  'POST /api/v1/organizations/{organizationId}/admin-keys',
  'POST /api/v1/organizations/{organizationId}/webhooks',
  'POST /api/v1/organizations/{organizationId}/webhooks/{webhookId}/rotate-secret',
])
