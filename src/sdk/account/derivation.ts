import { base64url } from 'jose'
import { argon2id } from 'hash-wasm'
import { decodeExactly, randomBytes, type Bytes } from './bytes.ts'
import { AccountKeysError } from './errors.ts'
import type { KeyDerivation } from './keyring.ts'

/** What Argon2id is given (RFC 9106 §3.1), with an output of 32 bytes. */
export interface DeriveInput {
  readonly password: Bytes
  readonly salt: Bytes
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
}

/** Hears how far a derivation is, from 0 to 1. */
export type OnProgress = (done: number) => void

/** Argon2id; where it runs is its own business. */
export type Derive = (input: DeriveInput, onProgress?: OnProgress) => Promise<Uint8Array>

/** RFC 9106 §4, second recommended option: 64 MiB, about half a second. */
export const DEFAULT_COST = { memoryKiB: 65_536, iterations: 3, parallelism: 4 } as const

export type DerivationCost = Pick<KeyDerivation, 'memoryKiB' | 'iterations' | 'parallelism'>

const MOST = { memoryKiB: 1_048_576, iterations: 10, parallelism: 16 } as const
/** Per number of iterations, the least memory: 46 MiB with one, 19 MiB with two or more. */
const LEAST_MEMORY_KIB = { once: 47_104, more: 19_456 } as const
const SALT_BYTES = { least: 16, most: 64 } as const

export function newDerivation(cost: DerivationCost = DEFAULT_COST): KeyDerivation {
  const { memoryKiB, iterations, parallelism } = cost
  const salt = base64url.encode(randomBytes(SALT_BYTES.least))
  return { algorithm: 'argon2id', salt, memoryKiB, iterations, parallelism }
}

/**
 * Refuses, before anything is derived, what would make the password easy to guess or the browser stand still. The server
 * names the parameters, and it must not be able to name weak ones.
 */
export function checkDerivation(derivation: KeyDerivation): void {
  const { algorithm, salt, memoryKiB, iterations, parallelism } = derivation
  // The compiler believes the contract; the server is who might break it.
  if ((algorithm as string) !== 'argon2id') throw unsafe('by an unknown algorithm')
  for (const [name, most] of Object.entries(MOST)) {
    const value = derivation[name as keyof typeof MOST]
    if (!Number.isSafeInteger(value) || value < 1 || value > most) throw unsafe(`with ${name} ${value}`)
  }
  const least = iterations === 1 ? LEAST_MEMORY_KIB.once : LEAST_MEMORY_KIB.more
  if (memoryKiB < least) throw unsafe(`with ${memoryKiB} KiB of memory in ${iterations} passes`)
  const saltBytes = decodeExactly(salt).length
  if (saltBytes < SALT_BYTES.least || saltBytes > SALT_BYTES.most) throw unsafe(`with a salt of ${saltBytes} bytes`)
  if (memoryKiB < 8 * parallelism) throw unsafe(`with too little memory for ${parallelism} lanes`)
}

/** Argon2id in this thread, which stands still for it: pages have `deriveInWorker`. */
export const deriveHere: Derive = async ({ password, salt, memoryKiB, iterations, parallelism }, onProgress) => {
  onProgress?.(0)
  const options = { password, salt, memorySize: memoryKiB, iterations, parallelism, hashLength: 32 }
  const derived = await argon2id({ ...options, outputType: 'binary' })
  onProgress?.(1)
  return derived
}

function unsafe(how: string): AccountKeysError {
  return new AccountKeysError(
    'unsafeDerivation',
    `The server wants the key made of your password ${how}. That would not be safe, so nothing was done: tell your administrator`,
  )
}
