import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSdk } from '../../scripts/build/make-sdk.ts'
import { TSC } from '../../scripts/check/tsc.ts'
import { launchChromium } from '../support/chromium.ts'
import { ROOT, run, type CommandResult } from '../support/child-server.ts'
import { codeBlocksOf } from '../support/code-blocks.ts'
import { OPERATOR_KEY, startTestApp, type Tenant, type TestApp } from '../support/test-app.ts'

const QUIET = { npm_config_update_notifier: 'false', npm_config_fund: 'false', npm_config_audit: 'false' }
/** What `rollcall-sdk/account` needs; the rest of the package needs nothing. */
const DEPENDENCIES = ['canonicalize', 'hash-wasm', 'jose']
const BLOCKS = [...codeBlocksOf('docs/sdk.md'), ...codeBlocksOf('src/sdk/README.md')]

/** The programs of the documents, each as a file of the project that uses the package. */
const PROGRAMS = BLOCKS.filter(({ language }) => ['ts', 'js'].includes(language)).map((block, index) => ({
  ...block,
  file: `program${index}.${block.language}`,
}))

describe('the package of the SDK, installed into an empty project', () => {
  let project: string
  let api: TestApp
  let tenant: Tenant
  let server: Server
  let url: string
  let script = ''

  beforeAll(async () => {
    api = await startTestApp('sqlite')
    api.events.isLive = true
    tenant = await api.createTenant()
    server = createServer((request, response) => {
      // Passes the API on and adds the key, as the product's own server would.
      if (request.url?.startsWith('/api/')) {
        request.headers.authorization ??= `Bearer ${OPERATOR_KEY}`
        api.app(request, response)
      } else if (request.url?.startsWith('/scim/')) api.app(request, response)
      else if (request.url === '/page.js') response.setHeader('Content-Type', 'text/javascript').end(script)
      else response.setHeader('Content-Type', 'text/html').end(PAGE)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    project = await mkdtemp(path.join(tmpdir(), 'rollcall-sdk-'))
    await installInto(project)
    for (const { file, code } of PROGRAMS) await writeFile(path.join(project, file), code)
  })

  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await api.database.close()
    await rm(project, { recursive: true, force: true })
  })

  const node = (file: string): Promise<CommandResult> =>
    run(process.execPath, [file], {
      cwd: project,
      env: { ROLLCALL_URL: url, ROLLCALL_OPERATOR_KEY: OPERATOR_KEY, SCIM_TOKEN: tenant.token },
    })

  test('depends on nothing but what account keys are made with, and knows nothing of Node', async () => {
    const installed = path.join(project, 'node_modules')
    const { packages } = JSON.parse(await readFile(path.join(installed, '.package-lock.json'), 'utf8')) as {
      packages: object
    }
    expect(Object.keys(packages)).toEqual(
      ['rollcall-sdk', ...DEPENDENCIES].sort().map((name) => `node_modules/${name}`),
    )
    const files = await readAll(path.join(installed, 'rollcall-sdk/dist'))
    expect(files.length).toBeGreaterThan(10)
    for (const { file, text } of files) {
      expect(text).not.toMatch(/['"]node:|process\.env|react-query/)
      if (!/[/\\]account[/\\]/.test(file)) expect(text, file).not.toMatch(/(from|import) ?\(?['"][^.'"]/)
    }
  })

  test.concurrent('has types that a strict project compiles with', async () => {
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      allowJs: true,
      checkJs: true,
      noEmit: true,
      typeRoots: [path.join(ROOT, 'node_modules/@types')],
      types: ['node'],
    }
    const file = path.join(project, 'tsconfig.json')
    await writeFile(file, JSON.stringify({ compilerOptions, include: ['program*'] }))
    const { code, stdout } = await run(process.execPath, [TSC, '--project', file], { env: process.env })
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })

  test.concurrent.each(PROGRAMS.filter(({ purpose }) => purpose === ''))(
    'runs the program under "$heading" ($language)',
    async ({ file, heading }) => {
      const { code, stdout, stderr } = await node(file)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(OUTPUTS[heading] ?? /^the heading has no expected output$/)
    },
  )

  test('runs bundled in a browser, on a page of the same origin', async () => {
    script = await bundle(project, PROGRAMS.find(({ purpose }) => purpose === 'browser')?.file ?? '')
    const browser = await launchChromium()
    try {
      const tab = await browser.newPage()
      const errors: unknown[] = []
      tab.on('pageerror', (error) => errors.push(error))
      await tab.goto(url)
      await tab.getByRole('listitem').first().waitFor()
      expect(errors).toEqual([])
      const { body } = await api.admin.get('/organizations').expect(200)
      const names = (body as { items: { name: string }[] }).items.map(({ name }) => name)
      expect(await tab.getByRole('listitem').allTextContents()).toEqual(names)
    } finally {
      await browser.close()
    }
  })
})

const PAGE = '<!doctype html><body><script type="module" src="/page.js"></script></body>'

/** What the program under each heading prints. */
const OUTPUTS: Readonly<Record<string, RegExp>> = {
  'Quick start': /^SCIM URL https:\/\/.+\/scim\/v2\nToken rc_scim_\S+\n$/,
  SCIM: /^ada@example\.com is deactivated\n$/,
  JavaScript: /^tenant-1 Tenant 1$/m,
  // Another program that runs meanwhile makes a user and deactivates them.
  Lists: /^[01] active\n$/,
  Errors: /^.+\n404 notFound: .+ \([^)]+\)\n$/,
  Retries: /^\d organizations\n$/,
  'Following events': /^1 provisioning\.enabled\n$/,
  'Verifying webhooks': /^400\n$/,
  'Account keys': /^Dear Bea true\n$/,
  'rollcall-sdk': /^https:\/\/.+\/scim\/v2\n(.+\n){2,}$/,
}

async function installInto(project: string): Promise<void> {
  const sources = path.join(project, 'sources')
  await mkdir(sources)
  await makeSdk(sources)
  const npm = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run('npm', args, { cwd: project, env: { ...process.env, ...QUIET } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout.trim()
  }
  await writeFile(path.join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  const dependencies = DEPENDENCIES.map((name) => path.join(ROOT, 'node_modules', name))
  const archives = await npm('pack', '--silent', '--ignore-scripts', sources, ...dependencies)
  await npm('install', '--offline', '--silent', ...archives.split('\n').map((archive) => path.join(project, archive)))
  await rm(sources, { recursive: true })
}

/** A program and what it imports as one script. */
async function bundle(root: string, file: string): Promise<string> {
  const [result] = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: file, formats: ['es'] }, target: 'es2022' },
  })) as Rolldown.RolldownOutput[]
  return result?.output[0].code ?? ''
}

/** The texts of all files of a folder. */
async function readAll(directory: string): Promise<{ file: string; text: string }[]> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  return Promise.all(
    files
      .filter((it) => it.isFile())
      .map(async ({ parentPath, name }) => {
        const file = path.join(parentPath, name)
        return { file, text: await readFile(file, 'utf8') }
      }),
  )
}
