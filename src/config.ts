import { z } from 'zod'
import { AllowedHostError, parseAllowedHosts, type AllowedHost } from './domain/outside/allowed-hosts.ts'
import { PlainError } from './plain-error.ts'

/** How the process is set up. Read once, from the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Without a slash at the end; undefined means where the server listens. */
  readonly publicUrl: string | undefined
  readonly databaseUrl: string
  readonly operatorKey: string | undefined
  /** What secrets in the database are sealed with; undefined for a key that the database keeps. */
  readonly secretsKey: string | undefined
  readonly isEntitledByDefault: boolean
  readonly migrateOnStart: boolean
  /** Receivers of webhooks that are not on the public Internet and may be sent to all the same. */
  readonly webhookAllowedHosts: readonly AllowedHost[]
  /** Pages of products in which users may finish and open their accounts, as origins. */
  readonly accountAllowedOrigins: readonly string[]
  readonly logLevel: LogLevel
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Something in the environment that cannot be meant. Each line names the variable and says what to write instead. */
export class ConfigError extends PlainError {
  override readonly name = 'ConfigError'
}

const PRINTABLE = 'must consist of printable ASCII characters without spaces'

const Environment = z.object({
  PORT: z
    .string()
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, 'must be a port number, such as 8080')
    .default('8080'),
  HOST: z.string().min(1, 'must be an address to listen on, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the URL by which others reach this server, such as https://scim.example.com',
    })
    .refine((url) => !/[?#]/.test(url), 'must not have a query or a fragment')
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'must be sqlite:<file>, sqlite::memory: or postgres://user:password@host:5432/database',
    )
    .default('sqlite:./data/rollcall.sqlite'),
  ROLLCALL_OPERATOR_KEY: z
    .string()
    .min(24, 'must have 24 characters or more; `openssl rand -base64 32` makes a good one')
    .regex(/^[\x21-\x7e]+$/, PRINTABLE)
    .optional(),
  ROLLCALL_SECRETS_KEY: z
    .string()
    .min(32, 'must have 32 characters or more; `openssl rand -base64 32` makes a good one')
    .regex(/^[\x21-\x7e]+$/, PRINTABLE)
    .optional(),
  DEFAULT_ENTITLEMENTS: z
    .string()
    .regex(/^(scim)?$/, "must be 'scim', or empty for none")
    .default('scim'),
  MIGRATE_ON_START: z.enum(['0', '1'], "must be '1' to migrate an older schema at start, or '0'").default('0'),
  WEBHOOK_ALLOWED_HOSTS: z
    .string()
    .transform((text, context): AllowedHost[] => {
      try {
        return parseAllowedHosts(text)
      } catch (error) {
        if (!(error instanceof AllowedHostError)) throw error
        context.addIssue(`has an entry that cannot be used: ${error.message}`)
        return z.NEVER
      }
    })
    .default([]),
  ACCOUNT_ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((it) => it !== ''))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://app.example.com, with commas between them',
    )
    .default([]),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

/** Whether a text is an origin as browsers send it: nothing behind the host, and HTTPS but on the own machine. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || new URL(text).origin !== text) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}

/** Reads and checks the environment. Throws ConfigError with a line for every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = Environment.safeParse(environment)
  if (!result.success) {
    const lines = result.error.issues.map((it) => `  ${it.path.join('.')} ${it.message}`)
    throw new ConfigError(`The configuration is not usable:\n${lines.join('\n')}`)
  }
  const values = result.data
  return {
    port: Number(values.PORT),
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    operatorKey: values.ROLLCALL_OPERATOR_KEY,
    secretsKey: values.ROLLCALL_SECRETS_KEY,
    isEntitledByDefault: values.DEFAULT_ENTITLEMENTS === 'scim',
    migrateOnStart: values.MIGRATE_ON_START === '1',
    webhookAllowedHosts: values.WEBHOOK_ALLOWED_HOSTS,
    accountAllowedOrigins: values.ACCOUNT_ALLOWED_ORIGINS,
    logLevel: values.LOG_LEVEL,
  }
}
