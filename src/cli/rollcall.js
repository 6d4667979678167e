#!/usr/bin/env node
// The way in, in JavaScript that any Node can read: Rollcall itself needs Node 24, which `npm ci` has installed beside
// it, but a shell may find an older one first.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const major = Number(process.versions.node.split('.')[0])

if (major >= NEEDED) {
  // Halves the time of a command: what was compiled once is not compiled again.
  module.enableCompileCache()
  const { run } = await import('./main.ts')
  await run(process.argv)
} else {
  const isWindows = process.platform === 'win32'
  const ownNode = fileURLToPath(new URL(`../../node_modules/.bin/node${isWindows ? '.cmd' : ''}`, import.meta.url))
  if (existsSync(ownNode)) {
    const script = fileURLToPath(import.meta.url)
    const options = /** @type {const} */ ({ stdio: 'inherit', shell: isWindows })
    const child = spawn(ownNode, [script, ...process.argv.slice(2)], options)
    // Whoever ends this process means the one that does the work; a terminal tells both, and once is enough.
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
    child.on('close', (status, signal) => process.exit(status ?? 128 + (signal ? constants.signals[signal] : 0)))
  } else {
    process.stderr.write(
      `Rollcall needs Node ${NEEDED} or newer; this is Node ${process.versions.node}.\n` +
        'Run `npm ci` in its folder, which brings the right one on Linux and Windows, or install Node 24 from https://nodejs.org.\n',
    )
    process.exit(1)
  }
}
