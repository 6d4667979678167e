import type { Command } from 'commander'
import { getJsonWebKeySet, rotateSigningKey } from '#generated/sdk/sdk.gen.ts'
import type { JsonWebKeySet } from '#generated/sdk/types.gen.ts'
import { addServerOptions, answerOf, connect, type ServerOptions } from './client.ts'
import { print, table } from './output.ts'

export function addSigningKeysCommand(program: Command): void {
  const keys = program.command('signing-keys').description('What security event tokens are signed with')
  const add = (name: string, description: string): Command =>
    addServerOptions(keys.command(name).description(description))
  add('list', 'List the public keys that verify tokens').action(list)
  add('rotate', 'Sign with a new key from now on; the old one goes on verifying for 30 days').action(rotate)
}

async function list(options: ServerOptions): Promise<void> {
  const server = connect(options)
  printKeys(await answerOf(getJsonWebKeySet({ client: server.client }), server), options)
}

async function rotate(options: ServerOptions): Promise<void> {
  const server = connect(options)
  printKeys(await answerOf(rotateSigningKey({ client: server.client }), server), options)
}

/** The key set has the one that signs first. */
function printKeys(set: JsonWebKeySet, options: ServerOptions): void {
  const rows = set.keys.map(({ kid, alg }, index) => [kid, alg, index === 0 ? 'signs' : 'only verifies'])
  print(set, options, rows.length === 0 ? ['No token was signed yet.'] : table(['KEY ID', 'ALGORITHM', 'STATE'], rows))
}
