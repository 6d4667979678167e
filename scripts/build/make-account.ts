import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'

/** The hash of every file of the page, published so that anybody can tell whether a server serves this very page. */
const INTEGRITY = 'integrity.json'

/** The page on which users finish their accounts. The same sources make the same bytes, wherever they are built. */
export async function makeAccount(directory: string): Promise<void> {
  process.env.NODE_ENV = 'production'
  await build({
    configFile: false,
    logLevel: 'warn',
    root: 'src/account',
    base: '/account/',
    build: {
      outDir: directory,
      emptyOutDir: true,
      target: 'es2023',
      // The content security policy allows neither inline scripts nor `data:`.
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      // The lists of the strength meter are so long; they are loaded when a password is chosen.
      chunkSizeWarningLimit: 2_000,
    },
  })
  await addIntegrity(directory)
  const files = globSync('**/*.*', { cwd: directory }).map((file) => file.replaceAll(path.sep, '/'))
  const hashes = await Promise.all(
    files.sort().map(async (file) => [file, await integrityOf(directory, file)] as const),
  )
  await writeFile(path.join(directory, INTEGRITY), `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`)
}

/**
 * Browsers run and show only what has the hash that the page says (W3C Subresource Integrity). A script that is loaded later
 * has no tag, so it gets a link, which `parts/new-password.ts` makes the browser follow when it is time.
 */
async function addIntegrity(directory: string): Promise<void> {
  const file = path.join(directory, 'index.html')
  const later = globSync('assets/password-strength-*.js', { cwd: directory })
  const links = later.map((name) => `  <link rel="later" href="/account/${name.replaceAll(path.sep, '/')}">\n  `)
  const page = (await readFile(file, 'utf8')).replace('</head>', `${links.join('')}</head>`)
  const tags = [...page.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="\/account\/(assets\/[^"]+\.(?:js|css))"/g)]
  const replaced = await Promise.all(
    tags.map(async ([tag, name = '']) => [tag, `${tag} integrity="${await integrityOf(directory, name)}"`] as const),
  )
  await writeFile(
    file,
    replaced.reduce((html, [tag, sealed]) => html.replace(tag, sealed), page),
  )
}

async function integrityOf(directory: string, file: string): Promise<string> {
  const content = await readFile(path.join(directory, file))
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
