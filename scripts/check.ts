/** `npm run check`: everything about the sources that needs no running server. */
import { runChecks } from './check/run-checks.ts'

const { failed } = await runChecks()
process.exitCode = failed === 0 ? 0 : 1
