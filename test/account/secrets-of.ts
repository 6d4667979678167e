import { argon2id } from 'hash-wasm'
import { compactDecrypt } from 'jose'
import { hkdfSync } from 'node:crypto'
import type { ConsoleServer } from '../support/console-server.ts'
import { storedKeyring } from './stored-keyring.ts'

interface Owner {
  readonly organizationId: string
  readonly userId: string
}

/**
 * Everything that must stay in the browser, made again of the master password and what is stored, by nothing of ours: what
 * docs/security/account-keys.md says and what Argon2id, HKDF and JOSE are.
 */
export async function secretsOf(
  server: ConsoleServer,
  owner: Owner,
  password: string,
): Promise<Record<string, Buffer>> {
  const { derivation, passwordWrapped, keys } = await storedKeyring(server, owner)
  const { salt, memoryKiB: memorySize, iterations, parallelism } = derivation
  const settings = { memorySize, iterations, parallelism, hashLength: 32, outputType: 'binary' } as const
  const masterKey = await argon2id({ ...settings, password, salt: Buffer.from(salt, 'base64url') })
  const info = `rollcall/account/v1/password|${owner.organizationId}|${owner.userId}`
  const sealingKey = new Uint8Array(hkdfSync('sha256', masterKey, '', info, 32))
  const open = async (jwe: string, key: Uint8Array): Promise<Buffer> =>
    Buffer.from((await compactDecrypt(jwe, key)).plaintext)
  const accountKey = await open(passwordWrapped, sealingKey)
  const secrets: Record<string, Buffer> = {
    'master password': Buffer.from(password),
    'master key': Buffer.from(masterKey),
    'key that seals the account key': Buffer.from(sealingKey),
    'account key': accountKey,
  }
  for (const [index, { wrappedEncryptionKey, wrappedSigningKey }] of keys.entries()) {
    for (const [name, jwe] of Object.entries({ wrappedEncryptionKey, wrappedSigningKey })) {
      const { d } = JSON.parse((await open(jwe, accountKey)).toString()) as { d: string }
      secrets[`private key ${index} of ${name}`] = Buffer.from(d, 'base64url')
    }
  }
  return secrets
}
