import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

/** The reference as one page, by Redoc, which needs nothing of other servers. */
export async function makeDocs(directory: string): Promise<void> {
  const file = path.join(directory, 'index.html')
  await mkdir(path.join(directory, 'assets'), { recursive: true })
  await promisify(execFile)('redocly', ['build-docs', 'generated/openapi.json', '--inlineBundle', '--output', file], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  })
  await writeFile(file, await moveScripts(withoutForeignImages(await readFile(file, 'utf8')), directory))
}

/** The page must work where nothing but this server can be reached, and tells nobody who reads it. */
function withoutForeignImages(html: string): string {
  return html.replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g, EMPTY_IMAGE)
}

/** No image: the page leaves the place empty. */
const EMPTY_IMAGE = 'data:,'

/** Into files of their own: the content security policy allows no script in the page, and a file can be kept. */
async function moveScripts(html: string, directory: string): Promise<string> {
  const scripts: { readonly name: string; readonly source: string }[] = []
  const page = html.replaceAll(
    /<script( type="module")?>(.*?)<\/script>/gs,
    (_, type: string | undefined, source: string) => {
      const name = `assets/${createHash('sha256').update(source).digest('base64url').slice(0, 12)}.js`
      scripts.push({ name, source })
      return `<script${type ?? ''} src="/docs/${name}"></script>`
    },
  )
  await Promise.all(scripts.map(({ name, source }) => writeFile(path.join(directory, name), source)))
  return page
}
