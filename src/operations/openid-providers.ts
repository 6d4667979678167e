import { LRUCache } from 'lru-cache'
import {
  allowInsecureRequests,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  type ClientAuth,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client'
import { DomainError } from '../domain/errors.ts'
import type { AllowedHost } from '../domain/outside/allowed-hosts.ts'
import type { FetchOutside } from '../domain/outside/fetch-outside.ts'
import { checkOutsideUrl } from '../domain/outside/outside-url.ts'
import { SendError } from '../domain/outside/send-error.ts'
import type { SignInConnection } from '../storage/sign-in-connections.ts'

/** How long the metadata and keys of a provider are kept. A key that is not among them is asked for before that. */
const KEPT_MS = 10 * 60_000

/** Of so many connections. */
const MOST_KEPT = 500

/** Seconds by which the clock of a provider may differ from ours. */
const CLOCK_TOLERANCE = 30

/** A provider that cannot be used now; the message is a sentence for administrators. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

export interface ProviderAccess {
  readonly fetch: FetchOutside
  readonly allowedHosts: readonly AllowedHost[]
}

/** What is known of OpenID providers: their metadata by OpenID Connect Discovery 1.0, and what signs their ID tokens. */
export class OpenIdProviders {
  readonly #access: ProviderAccess
  readonly #known: LRUCache<string, Configuration, { connection: SignInConnection; secret: string | null }>

  constructor(access: ProviderAccess) {
    this.#access = access
    this.#known = new LRUCache({
      max: MOST_KEPT,
      ttl: KEPT_MS,
      fetchMethod: (_key, _stale, { context }) => this.#connect(context.connection, context.secret),
    })
  }

  /** Asks the provider for its metadata now. Throws ProviderError for one that nobody can sign in with. */
  async check(issuer: string, clientId: string): Promise<void> {
    await this.#discover({ issuer, clientId })
  }

  /** What it takes to talk to the provider of a connection. Throws ProviderError. */
  async configurationOf(connection: SignInConnection, secret: string | null): Promise<Configuration> {
    const { organizationId, createdAt, version } = connection
    return this.#known.forceFetch(`${organizationId} ${createdAt} ${version}`, { context: { connection, secret } })
  }

  async #connect(connection: SignInConnection, secret: string | null): Promise<Configuration> {
    const metadata = (await this.#discover(connection)).serverMetadata()
    const { clientId } = connection
    const client = {
      client_id: clientId,
      ...(secret !== null && { client_secret: secret }),
      [clockTolerance]: CLOCK_TOLERANCE,
    }
    const configuration = new Configuration(metadata, clientId, client, authenticationBy(metadata, secret))
    this.#prepare(configuration, connection.issuer)
    // The library would trust the connection to the token endpoint alone.
    enableNonRepudiationChecks(configuration)
    return configuration
  }

  async #discover({ issuer, clientId }: Pick<SignInConnection, 'issuer' | 'clientId'>): Promise<Configuration> {
    const url = checkIssuer(issuer, this.#access.allowedHosts)
    try {
      const found = await discovery(url, clientId, undefined, None(), {
        [customFetch]: this.#fetch,
        execute: [(it) => this.#prepare(it, issuer), ...(url.protocol === 'http:' ? INSECURE : [])],
      })
      this.#refuseUnusable(issuer, found.serverMetadata())
      return found
    } catch (error) {
      if (error instanceof ProviderError) throw error
      const reason = reasonOf(error)
      throw new ProviderError(`${issuer} gives no metadata of an OpenID provider: ${reason}`, { cause: error })
    }
  }

  #prepare(configuration: Configuration, issuer: string): void {
    configuration[customFetch] = this.#fetch
    if (issuer.startsWith('http:')) for (const allow of INSECURE) allow(configuration)
  }

  readonly #fetch: CustomFetch = (url, { method, headers, body, signal }) =>
    this.#access.fetch(url, { method, headers, body, signal })

  /** The library lets Entra ID say an issuer that stands for every tenant; then everybody in the world could sign in. */
  #refuseUnusable(issuer: string, metadata: ServerMetadata): void {
    if (metadata.issuer !== issuer) {
      throw new ProviderError(`The provider at ${issuer} says that it is ${metadata.issuer}; give that as the issuer`)
    }
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
      const url = metadata[name]
      if (url === undefined) throw new ProviderError(`The provider at ${issuer} has no '${name}' in its metadata`)
      try {
        checkOutsideUrl(url, this.#access.allowedHosts, { noun: name, example: 'https://example.com/' })
      } catch (error) {
        throw error instanceof DomainError ? new ProviderError(error.message, { cause: error }) : error
      }
    }
  }
}

/** For providers on hosts that the operator has allowed: no other request by http gets through the guard. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody takes it without a reason
const INSECURE: readonly ((configuration: Configuration) => void)[] = [allowInsecureRequests]

/** The issuer as a URL (OpenID Connect Discovery §3). Throws invalidValue. */
export function checkIssuer(issuer: string, allowed: readonly AllowedHost[]): URL {
  const url = checkOutsideUrl(issuer, allowed, { noun: 'issuer', example: 'https://acme.okta.com' })
  if (url.search !== '' || issuer.includes('?')) {
    throw new DomainError('invalidValue', 'Leave out the ? of the issuer and what follows it: no issuer has that')
  }
  return url
}

/** Basic is what every provider must know where its metadata says nothing (OpenID Connect Discovery §3). */
function authenticationBy(metadata: ServerMetadata, secret: string | null): ClientAuth {
  if (secret === null) return None()
  const { token_endpoint_auth_methods_supported: methods } = metadata
  const knowsBasic = methods === undefined || methods.includes('client_secret_basic')
  return knowsBasic ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}

/** Why the library has failed, in as few words as there are. Throws what nobody expects. */
export function reasonOf(error: unknown): string {
  const sent = causesOf(error).find((it) => it instanceof SendError)
  if (sent) return sent.message
  if (error instanceof ResponseBodyError)
    return `${error.error}${error.error_description ? `: ${error.error_description}` : ''}`
  if (error instanceof WWWAuthenticateChallengeError) return 'The provider does not take the client id with this secret'
  if (error instanceof ClientError) return causesOf(error).find((it) => it !== error)?.message ?? error.message
  throw error
}

/** An error and what has caused it, the outermost first. */
export function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}
