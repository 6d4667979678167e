import { execFile } from 'node:child_process'
import { copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { TSC } from '../check/tsc.ts'

const run = promisify(execFile)

const ENTRY = './dist/src/sdk/index'

/** Makes the publishable package of the SDK in `directory`: compiled for Node and browsers, with its types. */
export async function makeSdk(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await run(process.execPath, [TSC, '--project', 'src/sdk/tsconfig.json', '--outDir', path.resolve(directory, 'dist')])
  for await (const file of glob(path.join(directory, 'dist/**/*.d.ts'))) await nameCompiledFiles(file)
  const { version, license } = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, string>
  const manifest = {
    name: 'rollcall-sdk',
    version,
    description: 'Typed client of Rollcall, the SCIM 2.0 provisioning service: its admin API, and SCIM itself',
    license,
    keywords: ['rollcall', 'scim', 'provisioning', 'sdk'],
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: `${ENTRY}.d.ts`, default: `${ENTRY}.js` } },
    files: ['dist'],
    engines: { node: '>=20' },
  }
  await writeFile(path.join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await copyFile('src/sdk/README.md', path.join(directory, 'README.md'))
  await copyFile('LICENSE', path.join(directory, 'LICENSE'))
}

/** `rewriteRelativeImportExtensions` leaves the imports of declarations as they are. */
async function nameCompiledFiles(file: string): Promise<void> {
  const source = await readFile(file, 'utf8')
  await writeFile(file, source.replaceAll(/((?:from|import) ?\(?['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
}
