import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@hey-api/openapi-ts'
import prettier from 'prettier'
import { eventTypesSource, idempotencySource, listsSource } from './client-facts.ts'
import type { ContractDocument } from './contract-document.ts'
import { operationTableSource } from './operation-table.ts'
import { scimRegistrySource } from './scim-registry.ts'
import { splitDirections } from './split-directions.ts'

const run = promisify(execFile)
const HEADER = '// Do not edit: made from openapi/ by `npm run generate`.\n\n'

/** Makes everything that follows from the contract, in `directory`. The same contract makes the same bytes. */
export async function generate(contract: string, directory: string): Promise<void> {
  const source = await bundle(contract)
  await rm(directory, { recursive: true, force: true })
  const document = splitDirections(source)

  const bundled = path.join(directory, 'openapi.json')
  const sdk = path.join(directory, 'sdk')
  await createSdk(document, sdk)
  await writeSource(path.join(sdk, 'idempotency.gen.ts'), idempotencySource(document))
  await writeSource(path.join(sdk, 'event-types.gen.ts'), eventTypesSource(document))
  await writeSource(path.join(sdk, 'lists.gen.ts'), listsSource(document))
  await writeFile(bundled, `${JSON.stringify(document, undefined, 1)}\n`)
  await writeSource(path.join(directory, 'operations.ts'), operationTableSource(document))
  await writeSource(path.join(directory, 'scim-registry.ts'), scimRegistrySource(source))
}

/** One document from the many files of the contract. Throws with Redocly's words when they do not fit together. */
async function bundle(contract: string): Promise<ContractDocument> {
  const directory = await mkdtemp(path.join(tmpdir(), 'rollcall-bundle-'))
  try {
    const output = path.join(directory, 'openapi.json')
    await run('redocly', ['bundle', contract, '--output', output], {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    })
    return JSON.parse(await readFile(output, 'utf8')) as ContractDocument
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function createSdk(document: ContractDocument, directory: string): Promise<void> {
  await createClient({
    input: structuredClone(document) as never,
    logs: { level: 'silent', file: false },
    output: {
      path: directory,
      clean: true,
      // Runs unbuilt under Node. The client that hey-api ships does not compile without the DOM's types.
      header: [HEADER.trim(), '// @ts-nocheck'],
      module: { extension: '.ts' },
      postProcess: [],
    },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch', '@tanstack/react-query'],
  })
}

async function writeSource(file: string, source: string): Promise<void> {
  const options = await prettier.resolveConfig('package.json')
  await writeFile(file, await prettier.format(HEADER + source, { ...options, filepath: file }))
}
