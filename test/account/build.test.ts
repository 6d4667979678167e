import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAccount } from '../../scripts/build/make-account.ts'
import { startConsoleServer, type ConsoleServer } from '../support/console-server.ts'

let server: ConsoleServer
let directory: string
beforeAll(async () => {
  server = await startConsoleServer('sqlite')
  directory = await mkdtemp(path.join(tmpdir(), 'rollcall-account-'))
})
afterAll(async () => {
  await server.close()
  await rm(directory, { recursive: true })
})

async function hashesOf(folder: string): Promise<Record<string, string>> {
  const files = globSync('**/*.*', { cwd: folder }).sort()
  const hashes = files.map(async (file) => [file, sha384(await readFile(path.join(folder, file)))] as const)
  return Object.fromEntries(await Promise.all(hashes))
}

const sha384 = (content: Buffer): string => `sha384-${createHash('sha384').update(content).digest('base64')}`

async function fetchBytes(file: string): Promise<Buffer> {
  const answer = await fetch(`${server.url}/account/${file}`)
  expect(answer.status, file).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

describe('the account page', () => {
  it('is made of the same bytes every time, and the server gives these, as their published hashes say', async () => {
    const folders = ['first', 'second'].map((name) => path.join(directory, name))
    for (const folder of folders) await makeAccount(folder)
    const [first = {}, second] = await Promise.all(folders.map(hashesOf))
    expect(second).toEqual(first)

    const published = JSON.parse((await fetchBytes('integrity.json')).toString()) as Record<string, string>
    const { 'integrity.json': _, ...pages } = first
    expect(published).toEqual(pages)
    for (const [file, hash] of Object.entries(published)) {
      expect(sha384(await fetchBytes(file === 'index.html' ? '' : file)), file).toBe(hash)
    }
    const page = (await fetchBytes('')).toString()
    const tags = [...page.matchAll(/<(?:script|link)[^>]+\/account\/(assets\/[\w-]+\.(?:js|css))"[^>]*>/g)]
    expect(tags.length).toBeGreaterThanOrEqual(3)
    for (const [tag, file = ''] of tags) expect(tag).toContain(`integrity="${published[file] ?? ''}"`)
    expect(page).not.toMatch(/<script(?![^>]+src=)|<style|https?:\/\//)
  })

  it('may do next to nothing, and WebAssembly only in the worker, which can reach nobody', async () => {
    const policyOf = async (file: string): Promise<string> =>
      (await fetch(`${server.url}/account/${file}`)).headers.get('Content-Security-Policy') ?? ''
    const policy = await policyOf('')
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        'trusted-types account-worker',
    )
    const files = Object.keys(JSON.parse((await fetchBytes('integrity.json')).toString()) as object)
    const worker = files.filter((it) => it.includes('worker'))
    expect(worker).toHaveLength(1)
    for (const file of files) {
      const isWorker = worker.includes(file)
      expect(await policyOf(file), file).toBe(
        isWorker
          ? "default-src 'none'; script-src 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'"
          : policy,
      )
    }
    const { headers } = await fetch(`${server.url}/account/`)
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })
})
