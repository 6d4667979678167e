/**
 * `npm run build`: makes what the server shows to people, the console and the reference of the API, in `build/`. With
 * `--if-stale`, only what is missing or older than its sources; nothing is said if that is nothing.
 */
import { build } from './build/build.ts'

const onlyIfStale = process.argv.includes('--if-stale')
process.exitCode = (await build({ onlyIfStale })) ? 0 : 1
