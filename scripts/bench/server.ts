/**
 * Our server as the benchmark starts it: with a database URL, an operator key, and its CPU time on request. With
 * `unrecorded` as the third argument, its writes leave no events and no activity: what they are measured against.
 */
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/start-server.ts'
import { createLog } from '../../src/telemetry/log.ts'

const [databaseUrl = '', operatorKey = '', recording] = process.argv.slice(2)
const log = createLog('warn', { isTerminal: false })
const config = readConfig({
  PORT: '0',
  DATABASE_URL: databaseUrl,
  ROLLCALL_OPERATOR_KEY: operatorKey,
  WEBHOOK_ALLOWED_HOSTS: '127.0.0.1:*',
})
const { url } = await startServer(config, log, undefined, { recordsChanges: recording !== 'unrecorded' })
process.send?.({ port: Number(new URL(url).port) })
process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', () => process.exit())
