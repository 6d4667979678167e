import { readConfig, type Config } from '../config.ts'
import type { RunningServer } from '../start-server.ts'
import { createLog } from '../telemetry/log.ts'

const DEFAULT_URL = 'http://127.0.0.1:8080'

/** Serves until SIGTERM or SIGINT. Throws ConfigError or StartError. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  // A configuration that is wrong is said before the server is loaded.
  const { startServer } = await import('../start-server.ts')
  const log = createLog(config.logLevel, { isTerminal: process.stdout.isTTY })
  const server = await startServer(config, log)
  console.log(banner(config, server))

  let isStopping = false
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal means it: do not wait for requests any more.
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ signal }, 'Finishing the requests under way')
    void server.stop().then(() => {
      log.info('Stopped')
      log.flush()
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** What somebody who sees the terminal for the first time needs next. Every line can be pasted. */
function banner({ operatorKey }: Config, { publicUrl, database, migrations, newOperatorKey }: RunningServer): string {
  const key =
    newOperatorKey ?? (operatorKey === undefined ? '<the key that the first start showed>' : '<your operator key>')
  const lines = [
    '',
    'Rollcall is running.',
    '',
    `  Console        ${publicUrl}/console/`,
    `  SCIM base URL  ${publicUrl}/scim/v2`,
    `  Admin API      ${publicUrl}/api/v1`,
    `  Reference      ${publicUrl}/docs (the contract: ${publicUrl}/openapi.json)`,
    `  Database       ${database}${migrations.length > 0 ? ' (schema made or migrated)' : ''}`,
    ...(newOperatorKey ? [`  Operator key   ${newOperatorKey}`, '                 Shown only now: keep it.'] : []),
    '',
    'Open the console and sign in with the operator key. Or, in another terminal:',
    '',
    `  export ROLLCALL_OPERATOR_KEY='${key}'`,
    ...(publicUrl === DEFAULT_URL ? [] : [`  export ROLLCALL_URL=${publicUrl}`]),
    '  npx rollcall organizations create Acme --enable-provisioning',
    '  export SCIM_TOKEN=$(npx rollcall scim-tokens create acme --description Okta --quiet)',
    `  curl -H "Authorization: Bearer $SCIM_TOKEN" ${publicUrl}/scim/v2/Users`,
    '',
  ]
  return lines.join('\n')
}
