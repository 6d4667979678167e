import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const deriveArgon2 = promisify(argon2)

/** OWASP's least parameters for Argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** A salted Argon2id hash of the password in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await limited(() => deriveArgon2('argon2id', { ...PARAMETERS, message: password, nonce }))
  const { memory, passes, parallelism } = PARAMETERS
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether the password is the one that was hashed. */
export async function verifyPassword(password: string, hashed: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', expected = ''] = PHC.exec(hashed) ?? []
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const nonce = Buffer.from(salt, 'base64')
  const wanted = Buffer.from(expected, 'base64')
  if (!isPossible(parameters, nonce, wanted)) return false
  const tag = await limited(() =>
    deriveArgon2('argon2id', { ...parameters, message: password, nonce, tagLength: wanted.length }),
  )
  return timingSafeEqual(tag, wanted)
}

/** RFC 9106 §3.1. */
function isPossible(
  { memory, passes, parallelism }: { memory: number; passes: number; parallelism: number },
  nonce: Buffer,
  tag: Buffer,
): boolean {
  return parallelism >= 1 && passes >= 1 && memory >= 8 * parallelism && nonce.length >= 8 && tag.length >= 4
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

// Each hash takes 19 MiB and one of the four threads of libuv's pool, which files and DNS need too.
const MOST_AT_ONCE = 2
const waiting: (() => void)[] = []
let running = 0

async function limited<T>(derive: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await derive()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
