import type { ColumnType } from 'kysely'

/** ISO 8601 in UTC with milliseconds, on both databases. */
type Instant = string
/** Written once, by the statement that inserts the row. */
type Fixed<T> = ColumnType<T, T, never>
/** Written through the dialect, because the databases have no boolean in common. */
type Bit = ColumnType<boolean | number, boolean | number, boolean | number>
/** 1 at first, and one more with each change of an administrator. */
type Version = ColumnType<number, never, number>

export interface OrganizationsTable {
  id: Fixed<string>
  name: string
  slug: string
  external_id: string | null
  scim_entitled: Bit
  provisioning_enabled: Bit
  /** Off unless it is switched on. */
  restore_deleted_users: ColumnType<boolean | number, boolean | number | undefined, boolean | number>
  version: Version
  /** 30 unless it is changed. */
  activity_retention_days: ColumnType<number, number | undefined, number>
  /** 100 unless it is changed. */
  activity_reads_percent: ColumnType<number, number | undefined, number>
  /** 90 unless it is changed. */
  event_retention_days: ColumnType<number, number | undefined, number>
  /** The id from which on its activity is sealed, where the organization is older than the chain. */
  activity_sealed_from: ColumnType<string | null, never, never>
  created_at: Fixed<Instant>
  updated_at: Instant
}

export interface ScimTokensTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  token_hash: string
  prefix: string
  description: string
  /** `read`, `write` or `read write`. */
  scopes: string
  client_profile: string
  version: Version
  created_at: Fixed<Instant>
  expires_at: Instant | null
  /** What the lifetime counts from; null where that is the creation. */
  expiry_set_at: Instant | null
  /** The secret before the last rotation, and until when it works. */
  previous_hash: string | null
  previous_expires_at: Instant | null
  last_used_at: Instant | null
  revoked_at: Instant | null
  /** How many days before its end it was announced last. */
  announced_days: ColumnType<number | null, number | null | undefined, number | null>
}

export interface AdminKeysTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  key_hash: Fixed<string>
  prefix: Fixed<string>
  description: Fixed<string>
  /** `owner` or `viewer`. */
  role: Fixed<string>
  grants_up_to: Fixed<string | null>
  version: Version
  created_at: Fixed<Instant>
  expires_at: Fixed<Instant | null>
  last_used_at: ColumnType<Instant | null, never, Instant>
  revoked_at: ColumnType<Instant | null, never, Instant>
  /** How many days before its end it was announced last. */
  announced_days: ColumnType<number | null, never, number>
}

/** Browsers that are signed in: each stands for a key, by the hash of the key. */
export interface SessionsTable {
  token_hash: Fixed<string>
  key_hash: Fixed<string>
  signed_in_at: Fixed<Instant>
  last_used_at: Instant
  expires_at: Fixed<Instant>
}

/** Answers that are given again to who asks again; only who asked can read them. */
export interface IdempotencyKeysTable {
  id: Fixed<string>
  answer: string
  expires_at: Instant
}

export interface OperatorKeysTable {
  id: Fixed<string>
  key_hash: Fixed<string>
  created_at: Fixed<Instant>
}

/** What all processes of a database seal with: its first row. */
export interface StoredKeysTable {
  id: Fixed<string>
  /** 32 random bytes in base64url. */
  secret: Fixed<string>
  created_at: Fixed<Instant>
}

/** Users and groups: what is returned as one document, what is searched as another. */
export interface ResourcesTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  resource_type: Fixed<string>
  version: number
  created_at: Fixed<Instant>
  modified_at: Instant
  /** What stands for the resource in `display`, and the same folded. */
  display_name: string
  display_key: string
  /** JSON text: the attributes that clients write, as they wrote them. */
  document: string
  /** JSON: the document in comparison keys. Only read by filters and sorts; write it with `dialect.json`. */
  search: ColumnType<never, unknown, unknown>
}

/** One row for each value of an indexed attribute: what a search without a scan looks at. */
export interface ResourceValuesTable {
  organization_id: Fixed<string>
  attribute: Fixed<number>
  value: Fixed<string>
  resource_id: Fixed<string>
  is_unique: Bit
}

export interface GroupMembersTable {
  organization_id: Fixed<string>
  group_id: Fixed<string>
  member_id: Fixed<string>
}

/** Users who come back under their id when they are created again. */
export interface DeletedUsersTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  version: Fixed<number>
  created_at: Fixed<Instant>
  deleted_at: Fixed<Instant>
  /** Comparison keys. */
  user_name: Fixed<string>
  external_id: Fixed<string | null>
}

/** The number of resources, spread over slots so that concurrent writers do not wait for one row. */
export interface ResourceCountsTable {
  organization_id: Fixed<string>
  resource_type: Fixed<string>
  slot: Fixed<number>
  count: number
}

/** What happened: a request with its answer, or something that the server did by itself. */
export interface ActivityTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  at: Fixed<Instant>
  kind: Fixed<string>
  outcome: Fixed<string>
  operation: Fixed<string | null>
  summary: Fixed<string>
  actor_kind: Fixed<string>
  actor_id: Fixed<string | null>
  actor_name: Fixed<string | null>
  client: Fixed<string | null>
  method: Fixed<string | null>
  path: Fixed<string | null>
  resource_type: Fixed<string | null>
  resource_id: Fixed<string | null>
  resource_name: Fixed<string | null>
  status: Fixed<number | null>
  code: Fixed<string | null>
  detail: Fixed<string | null>
  duration_ms: Fixed<number | null>
  request_id: Fixed<string | null>
  /** JSON text. */
  changes: Fixed<string | null>
  request_type: Fixed<string | null>
  request_body: Fixed<string | null>
  request_truncated: Fixed<boolean | number>
  response_type: Fixed<string | null>
  response_body: Fixed<string | null>
  response_truncated: Fixed<boolean | number>
}

/** Entries of activity that are in no block yet. */
export interface ActivityUnsealedTable {
  organization_id: Fixed<string>
  entry_id: Fixed<string>
  digest: Fixed<string>
}

/** The chain by which tampering with activity shows. */
export interface ActivityBlocksTable {
  organization_id: Fixed<string>
  number: Fixed<number>
  at: Fixed<Instant>
  /** The greatest id in it: when all its entries have gone, it may go too. */
  newest_id: Fixed<string>
  kept_from: Fixed<string>
  first_block: Fixed<number>
  previous: Fixed<string>
  hash: Fixed<string>
  /** JSON text. */
  entries: Fixed<string>
}

/** What changed: written with the change, numbered after its commit. */
export interface EventsTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  /** The place in the feed; null until it is numbered. */
  sequence: ColumnType<number | null, never, number>
  type: Fixed<string>
  at: Fixed<Instant>
  resource_type: Fixed<string>
  resource_id: Fixed<string>
  resource_external_id: Fixed<string | null>
  resource_name: Fixed<string | null>
  resource_version: Fixed<number | null>
  /** Which of the events about one version comes first. */
  rank: Fixed<number>
  /** JSON texts. */
  changed: Fixed<string | null>
  data: Fixed<string | null>
  request_id: Fixed<string | null>
  /** The operation that made the change; null where Rollcall made it by itself. */
  operation: Fixed<string | null>
}

/** The last number of each organization that was given to an event. */
export interface EventSequencesTable {
  organization_id: Fixed<string>
  last: number
  /** Events up to this one are gone. */
  expired: ColumnType<number, never, number>
}

/** Which blocks list entries whose ids are of a second. */
export interface ActivityBlockSecondsTable {
  organization_id: Fixed<string>
  /** Since 1970. */
  second: Fixed<number>
  number: Fixed<number>
}

/** Which groups give which roles; no row, or one with version 0, before anything was said. */
export interface RoleMappingsTable {
  organization_id: Fixed<string>
  /** 0 before anything was said. */
  version: ColumnType<number, never, number>
  /** JSON texts. */
  roles: ColumnType<string, never, string>
  rules: ColumnType<string, never, string>
  default_role: ColumnType<string | null, never, string | null>
  updated_at: ColumnType<Instant | null, never, Instant>
}

/** The roles that each user has; no row for one who never had any. */
export interface UserRolesTable {
  organization_id: Fixed<string>
  user_id: Fixed<string>
  /** How often they have changed. */
  revision: ColumnType<number, number | undefined, number>
  /** Each on a line of its own, with a line break on either side; empty for none. */
  roles: ColumnType<string, string | undefined, string>
}

/** What security event tokens are signed with: the newest signs, those of before verify. */
export interface SigningKeysTable {
  id: Fixed<string>
  /** JSON text: a JWK. */
  public_key: Fixed<string>
  /** The same with its private part, sealed. */
  sealed_private_key: Fixed<string>
  created_at: Fixed<Instant>
  retired_at: ColumnType<Instant | null, never, Instant>
}

/** Bulk requests that are done after they were answered. */
export interface BulkRequestsTable {
  organization_id: Fixed<string>
  /** The `Set-Txn` of the answer. */
  id: Fixed<string>
  token_id: Fixed<string>
  created_at: Fixed<Instant>
  completed_at: ColumnType<Instant | null, never, Instant>
  /** How often it was begun since the last progress. */
  attempts: ColumnType<number, never, number>
  /** Whose work it is, and until when. */
  lease_token: ColumnType<string | null, never, string | null>
  lease_until: ColumnType<Instant | null, never, Instant | null>
  /** Sealed JSON texts: what was asked, until it is done; how the operations went so far; how all went. */
  request: ColumnType<string | null, string, null>
  outcomes: ColumnType<string | null, never, string | null>
  answer: ColumnType<string | null, never, string | null>
}

/** Receivers of events. */
export interface WebhooksTable {
  organization_id: Fixed<string>
  id: Fixed<string>
  url: string | null
  description: string
  /** JSON text of the list of types and patterns. */
  events: string
  format: Fixed<string>
  delivery: Fixed<string>
  payload: string
  audience: string | null
  is_enabled: Bit
  disabled_reason: string | null
  disabled_at: Instant | null
  failing_since: Instant | null
  consecutive_failures: ColumnType<number, number | undefined, number>
  /** Until when the receiver asked to be left alone. */
  paused_until: Instant | null
  last_delivered_at: Instant | null
  sealed_secret: string | null
  previous_sealed_secret: string | null
  previous_secret_expires_at: Instant | null
  version: Version
  created_at: Fixed<Instant>
  updated_at: Instant
  /** Set when nobody sees it any more; its rows go a moment later. */
  deleted_at: Instant | null
}

/** Events on their way to webhooks, and those that have arrived. */
export interface DeliveriesTable {
  organization_id: Fixed<string>
  webhook_id: Fixed<string>
  id: Fixed<string>
  event_id: Fixed<string>
  /** The number of the event; null for a test event. */
  sequence: Fixed<number | null>
  event_type: Fixed<string>
  resource_type: Fixed<string>
  resource_id: Fixed<string>
  resource_name: Fixed<string | null>
  /** JSON text of a test event, which is nowhere else. */
  payload: Fixed<string | null>
  /** 0 goes before 1. */
  priority: number
  status: string
  attempt_count: number
  /** The attempts that were made before it was last begun anew. */
  attempts_before: number
  last_attempt_at: Instant | null
  /** Null while an earlier event of the same resource is under way, and when nothing is to be done any more. */
  next_attempt_at: Instant | null
  /** Until when a process has it, and which claim that is. */
  lease_until: Instant | null
  lease_token: string | null
  last_status: number | null
  last_error: string | null
  created_at: Fixed<Instant>
  delivered_at: Instant | null
}

/** What was sent and what came back, without secrets and signatures. */
export interface DeliveryAttemptsTable {
  organization_id: Fixed<string>
  webhook_id: Fixed<string>
  delivery_id: Fixed<string>
  number: Fixed<number>
  at: Fixed<Instant>
  duration_ms: Fixed<number>
  url: Fixed<string | null>
  /** JSON text. */
  request_headers: Fixed<string | null>
  request_body: Fixed<string | null>
  status: Fixed<number | null>
  response: Fixed<string | null>
  error: Fixed<string | null>
}

/** What users have made for decrypting, sealed; and with which identity they sign in. No row before any of it. */
export interface AccountsTable {
  organization_id: Fixed<string>
  user_id: Fixed<string>
  /** JSON text, as the browser sent it; null before it is made. */
  keyring: string | null
  /** The public part of it: the newest key set. */
  key_id: string | null
  statement: string | null
  endorsement: string | null
  ready_at: Instant | null
  keys_changed_at: Instant | null
  last_signed_in_at: Instant | null
  /** Whom the OpenID provider has named at the first sign-in. */
  sign_in_issuer: string | null
  sign_in_subject: string | null
  /** How often the account has changed. */
  version: Version
}

/** What lets a user in once, by its hash. */
export interface SetupTicketsTable {
  ticket_hash: Fixed<string>
  organization_id: Fixed<string>
  user_id: Fixed<string>
  /** The page of a product that may use it; null for our own page. */
  origin: Fixed<string | null>
  expires_at: Fixed<Instant>
  used_at: ColumnType<Instant | null, never, Instant>
}

/** Users who are signed in to their accounts. */
export interface AccountSessionsTable {
  token_hash: Fixed<string>
  organization_id: Fixed<string>
  user_id: Fixed<string>
  /** The page of a product that has it as a bearer token; null for a cookie. */
  origin: Fixed<string | null>
  signed_in_at: Fixed<Instant>
  last_used_at: Instant
  expires_at: Fixed<Instant>
  /** What a replacement of keys must be signed over. */
  challenge_hash: ColumnType<string | null, never, string | null>
  challenge_expires_at: ColumnType<Instant | null, never, Instant | null>
}

/** The OpenID provider of an organization. */
export interface SignInConnectionsTable {
  organization_id: Fixed<string>
  issuer: string
  client_id: string
  sealed_client_secret: string | null
  claim: string
  matches: string
  version: Version
  created_at: Fixed<Instant>
  updated_at: Instant
}

export interface Tables {
  accounts: AccountsTable
  setup_tickets: SetupTicketsTable
  account_sessions: AccountSessionsTable
  sign_in_connections: SignInConnectionsTable
  organizations: OrganizationsTable
  scim_tokens: ScimTokensTable
  admin_keys: AdminKeysTable
  sessions: SessionsTable
  idempotency_keys: IdempotencyKeysTable
  operator_keys: OperatorKeysTable
  cursor_keys: StoredKeysTable
  sealing_keys: StoredKeysTable
  resources: ResourcesTable
  resource_values: ResourceValuesTable
  group_members: GroupMembersTable
  resource_counts: ResourceCountsTable
  deleted_users: DeletedUsersTable
  activity: ActivityTable
  activity_unsealed: ActivityUnsealedTable
  activity_blocks: ActivityBlocksTable
  activity_block_seconds: ActivityBlockSecondsTable
  events: EventsTable
  event_sequences: EventSequencesTable
  role_mappings: RoleMappingsTable
  user_roles: UserRolesTable
  signing_keys: SigningKeysTable
  bulk_requests: BulkRequestsTable
  webhooks: WebhooksTable
  deliveries: DeliveriesTable
  delivery_attempts: DeliveryAttemptsTable
}
