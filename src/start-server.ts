import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { deleteExpiredActivity } from './background/activity-retention.ts'
import { sealAllActivity } from './background/activity-sealer.ts'
import { ActivityWriter } from './background/activity-writer.ts'
import { deleteOldBulkResults } from './background/bulk-retention.ts'
import { BulkWorker } from './background/bulk-worker.ts'
import { CredentialUse } from './background/credential-use.ts'
import { guardedFetch } from './background/outside/guarded-fetch.ts'
import { EventSignals } from './background/event-signals.ts'
import { deleteExpiredEvents } from './background/event-retention.ts'
import { everyHour, repeatedly } from './background/repeatedly.ts'
import { announceExpiries } from './background/expiry-announcements.ts'
import { Sequencer } from './background/sequencer.ts'
import { keepUpDeliveries } from './background/webhooks/delivery-upkeep.ts'
import { WebhookDispatcher } from './background/webhooks/dispatcher.ts'
import { GuardedSender } from './background/webhooks/guarded-sender.ts'
import { STANDARD_RENDERERS } from './background/webhooks/render-delivery.ts'
import { cachedSigner } from './background/webhooks/cached-signer.ts'
import { setRenderer } from './background/webhooks/render-set.ts'
import type { Config } from './config.ts'
import { newId } from './domain/ids.ts'
import { contractRegistry } from './domain/scim/registry.ts'
import { hashSecret, newSecret } from './domain/secrets.ts'
import { createApp } from './http/app.ts'
import { closesGracefully } from './http/closing.ts'
import { bulkRunner } from './http/run-accepted-bulk.ts'
import type { Runtime } from './operations/operation.ts'
import { OpenIdProviders } from './operations/openid-providers.ts'
import { keepUpSigningKeys } from './operations/signing-keys.ts'
import { openDatabase, whyUnusable, withoutPassword, type Database, type DatabaseOptions } from './storage/database.ts'
import { PlainError } from './plain-error.ts'
import { recordAdminKeyUse } from './storage/admin-keys.ts'
import { recordScimTokenUse } from './storage/scim-tokens.ts'
import { insertFirstOperatorKey } from './storage/operator-keys.ts'
import { sealerFor } from './storage/sealing-keys.ts'
import { migrate, NEWER, schemaState } from './storage/migrate.ts'

/** Where `npm run build` puts the console and the reference of the API. */
const BUILD = fileURLToPath(new URL('../build/', import.meta.url))

/** How soon activity is in the chain. */
const SEAL_MS = 1_000

export interface RunningServer {
  /** Where it listens. */
  readonly url: string
  /** By which others reach it. */
  readonly publicUrl: string
  /** Its URL without a password. */
  readonly database: string
  /** Made because none was configured and none existed; shown this once. */
  readonly newOperatorKey: string | undefined
  readonly migrations: readonly string[]
  /** Finishes the requests under way, then closes everything. */
  readonly stop: () => Promise<void>
}

/** The database cannot be used as it is; the message says what to do. */
export class StartError extends PlainError {
  override readonly name = 'StartError'
}

/** Opens and migrates the database and serves requests. Throws StartError when the schema is not the right one. */
export async function startServer(
  config: Config,
  log: Logger,
  now: () => Date = () => new Date(),
  { recordsChanges = true }: Pick<Runtime, 'recordsChanges'> = {},
): Promise<RunningServer> {
  const onWarning: DatabaseOptions['onWarning'] = (message, error) => log.warn({ err: error }, message)
  const { database: forRequests, result: migrations } = await openUsable(config.databaseUrl, { onWarning }, (opened) =>
    prepareSchema(opened, config.migrateOnStart),
  )
  // What happens beside requests. SQLite has one writer in a process, whoever it is that writes.
  const database =
    forRequests.dialect.name === 'postgres'
      ? openDatabase(config.databaseUrl, { purpose: 'background', onWarning })
      : forRequests
  const closeDatabase = async (): Promise<void> => {
    await database.close()
    if (database !== forRequests) await forRequests.close()
  }
  try {
    const newOperatorKey = config.operatorKey === undefined ? await makeFirstOperatorKey(database) : undefined
    const onError = (error: unknown): void => log.warn({ err: error }, 'The use of a credential could not be recorded')
    const tokenUse = new CredentialUse(database, { store: recordScimTokenUse, onError })
    const keyUse = new CredentialUse(database, { store: recordAdminKeyUse, onError })
    const activity = new ActivityWriter(database, {
      onError: (error) => log.warn({ err: error }, 'Activity could not be recorded'),
      onLost: (count) =>
        log.warn({ count }, 'More happened than could be recorded; some of it was left out of the activity'),
    })
    activity.start()
    const signals = new EventSignals(database)
    const sequencer = new Sequencer(database, {
      onNumbered: (organizationId) => {
        signals.notify(organizationId)
        webhooks.wake(organizationId)
      },
      onError: (error) => log.warn({ err: error }, 'Events could not be numbered yet; it is tried again'),
      now,
    })
    const outside = guardedFetch({ allowed: config.webhookAllowedHosts })
    const sealer = sealerFor(database, config.secretsKey)
    // Making the first key takes a transaction, which nobody can have who is in one.
    await sealer()
    const webhooks = new WebhookDispatcher(database, {
      sender: new GuardedSender({ allowed: config.webhookAllowedHosts }),
      sealer,
      renderers: {
        ...STANDARD_RENDERERS,
        set: setRenderer({ issuer: () => runtime.publicUrl, signer: cachedSigner(database, { sealer, now }) }),
      },
      now,
      onEvents: (organizationId) => sequencer.wake(organizationId),
      onError: (error) => log.warn({ err: error }, 'Webhooks could not be sent yet; it is tried again'),
    })
    let isDraining = false
    const server = createServer({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      // Longer than a load balancer keeps its side, so that it never sends into a closing connection.
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16_384,
    })
    // An expectation that nobody knows is left out (RFC 9110 §10.1.1); Node would answer 417 without a word.
    server.on('checkExpectation', (req, res) => server.emit('request', req, res))
    const close = closesGracefully(server)
    await listen(server, config)
    const url = urlOf(server)
    const warmingUp: (() => void)[] = []
    const runtime: Runtime = {
      database: forRequests,
      registry: contractRegistry(),
      publicUrl: config.publicUrl ?? url,
      operatorKeyHash: config.operatorKey === undefined ? undefined : hashSecret(config.operatorKey),
      isEntitledByDefault: config.isEntitledByDefault,
      sealer,
      allowedHosts: config.webhookAllowedHosts,
      providers: new OpenIdProviders({ fetch: outside.fetch, allowedHosts: config.webhookAllowedHosts }),
      // Our own page has a cookie and needs no permission.
      accountAllowedOrigins: config.accountAllowedOrigins.filter(
        (it) => it !== new URL(config.publicUrl ?? url).origin,
      ),
      now,
      isDraining: () => isDraining,
      recordsChanges,
      onEvents: (organizationId) => sequencer.wake(organizationId),
      onDeliveries: (organizationId) => webhooks.wake(organizationId),
      waitForEvents: (...waited) => signals.wait(...waited),
      onBulkAccepted: () => bulkWorker.wake(),
    }
    const bulkWorker = new BulkWorker(database, {
      run: bulkRunner({ runtime: { ...runtime, database }, log }),
      onError: (error) => log.warn({ err: error }, 'A Bulk request could not be gone on with; it is tried again'),
      now,
    })
    server.on(
      'request',
      createApp({
        runtime,
        log,
        pages: { directory: BUILD, isHttps: config.publicUrl?.startsWith('https:') ?? false },
        onTokenUse: (organizationId, tokenId) => tokenUse.record(organizationId, tokenId),
        onKeyUse: (organizationId, keyId) => keyUse.record(organizationId, keyId),
        warmingUp,
        onActivity: (...happened) => activity.record(...happened),
      }),
    )
    if (recordsChanges) sequencer.start()
    bulkWorker.start()
    webhooks.start()
    void betweenRequests(warmingUp, () => isDraining)
    const sealing = repeatedly(
      SEAL_MS,
      (signal) => (recordsChanges ? sealAllActivity(database, now, signal) : undefined),
      (error) => log.warn({ err: error }, 'Activity could not be sealed; it is tried again in a second'),
    )
    const onHourlyError = (error: unknown): void =>
      log.warn({ err: error }, 'The hourly work could not be done; it is tried again in an hour')
    const hourly = [
      everyHour((signal) => announceExpiries(database, now(), signal), onHourlyError),
      everyHour((signal) => deleteExpiredActivity(database, now(), { signal }), onHourlyError),
      everyHour((signal) => deleteExpiredEvents(database, now(), { signal }), onHourlyError),
      everyHour(() => deleteOldBulkResults(database, now()), onHourlyError),
      everyHour(async () => {
        const found = await sealer()
        await database.transaction((trx) => keepUpSigningKeys(trx, found, now()))
      }, onHourlyError),
      everyHour((signal) => keepUpDeliveries(database, now(), { signal }), onHourlyError),
    ]
    const stop = async (): Promise<void> => {
      isDraining = true
      signals.close()
      await close()
      await bulkWorker.close()
      await Promise.all(hourly.map((it) => it.stop()))
      await tokenUse.close()
      await keyUse.close()
      await activity.close()
      await sealing.stop()
      await webhooks.close()
      await outside.close()
      // Its last rounds may have made events.
      await sequencer.close()
      await closeDatabase()
    }
    const shown = { publicUrl: config.publicUrl ?? url, database: withoutPassword(config.databaseUrl) }
    return { url, ...shown, newOperatorKey, migrations, stop }
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

/**
 * Opens the database and does the first thing with it. Throws StartError when the database cannot be used, with what
 * the configuration has to do with it.
 */
export async function openUsable<T>(
  url: string,
  options: DatabaseOptions,
  first: (database: Database) => Promise<T>,
): Promise<{ database: Database; result: T }> {
  let database: Database | undefined
  try {
    database = openDatabase(url, options)
    return { database, result: await first(database) }
  } catch (error) {
    await database?.close()
    const reason = whyUnusable(url, error)
    throw reason === undefined ? error : new StartError(`DATABASE_URL ${reason}`, { cause: error })
  }
}

/** Creates the schema of an empty database; an older one is migrated only when that was asked for. */
export async function prepareSchema(database: Database, migrateOlder: boolean): Promise<string[]> {
  const state = await schemaState(database)
  switch (state) {
    case 'current':
      return []
    case 'empty':
      return migrate(database)
    case 'older':
      if (migrateOlder) return migrate(database)
      throw new StartError(
        'The database has an older schema than this version of Rollcall needs.\n' +
          'Make a backup, then run `npx rollcall migrate`, or start with MIGRATE_ON_START=1.',
      )
    case 'newer':
      throw new StartError(NEWER)
  }
}

/** Whoever has waited for the start comes first; what they need is made when they ask. */
const WAIT_MS = 5_000
const PAUSE_MS = 20

/** Does one thing after the other, some seconds from now, with time for requests in between. */
async function betweenRequests(todo: readonly (() => void)[], isEnough: () => boolean): Promise<void> {
  await delay(WAIT_MS, undefined, { ref: false })
  for (const work of todo) {
    await delay(PAUSE_MS, undefined, { ref: false })
    if (isEnough()) return
    work()
  }
}

async function makeFirstOperatorKey(database: Database): Promise<string | undefined> {
  const key = newSecret('op')
  const row = { id: newId(), keyHash: hashSecret(key), createdAt: new Date().toISOString() }
  return (await database.transaction((trx) => insertFirstOperatorKey(trx, row))) ? key : undefined
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`Port ${port} is in use; choose another with PORT=<number>`))
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${port} is not open to this user; choose another with PORT=<number>`))
      else if (error.code && ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code))
        reject(new StartError(`HOST ${host} is not an address of this machine`))
      else reject(error)
    })
    server.listen(port, host, resolve)
  })
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
