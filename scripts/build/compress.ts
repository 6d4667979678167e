import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const COMPRESSIBLE = '**/*.{css,js,json,map,svg,txt}'

/** Pages are not among them: the server writes something into each. */
export async function compress(directory: string): Promise<void> {
  const files = globSync(COMPRESSIBLE, { cwd: directory }).map((file) => path.join(directory, file))
  await Promise.all(files.map(compressFile))
}

/** What is smaller than this fits into a packet anyway. */
const SMALL = 1_024

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < SMALL) return
  // The highest quality would take seconds for the reference of the API and gain little.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
}
