import { execFile } from 'node:child_process'
import { copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { TSC } from '../check/tsc.ts'

const run = promisify(execFile)

/** Makes the publishable package of the SDK in `directory`: compiled for Node and browsers, with its types. */
export async function makeSdk(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await run(process.execPath, [TSC, '--project', 'src/sdk/tsconfig.json', '--outDir', path.resolve(directory, 'dist')])
  for await (const file of glob(path.join(directory, 'dist/**/*.d.ts'))) await nameCompiledFiles(file)
  const { version } = await readJson('package.json')
  const { private: _, exports, ...source } = await readJson('src/sdk/package.json')
  const manifest = {
    ...source,
    version,
    exports: Object.fromEntries(
      Object.entries(exports as Record<string, string>).map(([entry, file]) => [entry, compiledFilesOf(file)]),
    ),
    files: ['dist'],
  }
  await writeFile(path.join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await copyFile('src/sdk/README.md', path.join(directory, 'README.md'))
  await copyFile('LICENSE', path.join(directory, 'LICENSE'))
}

/** Where the compiler puts what it makes of a source file of the package. */
function compiledFilesOf(file: string): { types: string; default: string } {
  const compiled = `./dist/src/sdk/${file.replace(/^\.\/|\.ts$/g, '')}`
  return { types: `${compiled}.d.ts`, default: `${compiled}.js` }
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
}

/** `rewriteRelativeImportExtensions` leaves the imports of declarations as they are. */
async function nameCompiledFiles(file: string): Promise<void> {
  const source = await readFile(file, 'utf8')
  await writeFile(file, source.replaceAll(/((?:from|import) ?\(?['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
}
