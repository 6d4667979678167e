import { run } from './child-server.ts'

/** Builds the console and the reference of the API once for all tests that look at them, by the command that people use. */
export default async function build(): Promise<void> {
  const { code, stdout, stderr } = await run(process.execPath, ['scripts/build.ts', '--if-stale'], { env: process.env })
  if (code !== 0) throw new Error(`npm run build failed\n${stdout}${stderr}`)
}
