/* Looks for secrets in whatever was sent, stored or logged, however they may be written there. */

/** As much of a secret as is looked for: who has a part has leaked it, too. */
const PART = 8

/** A secret may stand in base64 within base64, as in the header of a JWE that is part of something. */
const LEVELS = 2

/** The ways in which a secret was found, none of them if it is nowhere. */
export function findSecret(haystacks: readonly Buffer[], secret: Buffer | string): string[] {
  const bytes = typeof secret === 'string' ? Buffer.from(secret) : secret
  const forms = Object.entries(spellings(bytes.subarray(0, PART)))
  return forms.filter(([, form]) => haystacks.some((it) => it.includes(form))).map(([name]) => name)
}

/** Whole texts in base64 are decoded, too, and those in these. The same bytes are kept once. */
export function readable(captured: readonly Buffer[]): Buffer[] {
  const kept = new Map<string, Buffer>()
  let next = captured
  for (let level = 0; level <= LEVELS; level += 1) {
    for (const it of next) kept.set(it.toString('latin1'), it)
    next = next.map(decodeBase64)
  }
  return [...kept.values()]
}

function decodeBase64(text: Buffer): Buffer {
  const tokens = text.toString('latin1').match(/[\w+/-]{16,}/g) ?? []
  return Buffer.concat(tokens.flatMap((token) => [Buffer.from(token, 'base64'), Buffer.from('\n')]))
}

/** The same bytes as programs may write them. */
export function spellings(bytes: Buffer): Record<string, Buffer> {
  const text = bytes.toString('utf8')
  const big = Buffer.from(text, 'utf16le').swap16()
  const escaped = Array.from(text, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const texts = {
    'JSON string': JSON.stringify(text).slice(1, -1),
    'JSON escapes': escaped,
    'percent-encoded': encodeURIComponent(text),
    'percent-encoded bytes': [...bytes].map((it) => `%${it.toString(16).padStart(2, '0')}`).join(''),
    hex: bytes.toString('hex'),
    'hex in capitals': bytes.toString('hex').toUpperCase(),
    'list of bytes': [...bytes].join(','),
    'list of bytes with spaces': [...bytes].join(', '),
    ...base64(bytes, 'base64'),
    ...base64(bytes, 'base64url'),
  }
  const encoded = Object.entries(texts).map(([name, it]) => [name, Buffer.from(it)] as const)
  return { bytes, 'UTF-16LE': Buffer.from(text, 'utf16le'), 'UTF-16BE': big, ...Object.fromEntries(encoded) }
}

/** At each of the three places where bytes can begin within others; characters that depend on the neighbours left out. */
function base64(bytes: Buffer, encoding: 'base64' | 'base64url'): Record<string, string> {
  const shifts = [0, 1, 2].map((shift) => {
    const characters = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding)
    const [first, last] = [Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)]
    return [`${encoding} at ${shift}`, characters.slice(first, last)] as const
  })
  return Object.fromEntries(shifts)
}
