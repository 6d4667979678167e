import { describe, expect, it } from 'vitest'
import { SealedTextError, sealingKey, secretSealer } from '../../src/domain/sealed-secrets.ts'

const ONE = sealingKey('one-key-of-thirty-two-characters-or-more')
const OTHER = sealingKey('another-key-of-thirty-two-characters-or-more')
const SECRET = 'whsec_Ünïcode and more'

describe('sealed secrets', () => {
  const sealed = secretSealer(ONE).seal(SECRET, 'here')

  it('opens what it sealed, and never seals the same way twice', () => {
    expect(secretSealer(ONE).open(sealed, 'here')).toBe(SECRET)
    expect(secretSealer(ONE).seal(SECRET, 'here')).not.toBe(sealed)
    expect(secretSealer(ONE).open(secretSealer(ONE).seal('', 'here'), 'here')).toBe('')
    expect(sealed).not.toContain('whsec')
  })

  it('opens what an earlier key sealed and seals with the first', () => {
    const both = secretSealer(OTHER, ONE)
    expect(both.open(sealed, 'here')).toBe(SECRET)
    expect(secretSealer(OTHER).open(both.seal(SECRET, 'here'), 'here')).toBe(SECRET)
  })

  it('says which setting is wrong when it has not the key', () => {
    const open = (): string => secretSealer(OTHER).open(sealed, 'here')
    expect(open).toThrow(SealedTextError)
    expect(open).toThrow(/ROLLCALL_SECRETS_KEY/)
  })

  it('refuses a text that was moved, altered in any byte, or cut', () => {
    const { open } = secretSealer(ONE)
    expect(() => open(sealed, 'elsewhere')).toThrow(/altered, or does not belong/)
    const [version = '', id = '', text = ''] = sealed.split('.')
    const bytes = Buffer.from(text, 'base64url')
    for (const index of bytes.keys()) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index)
      const joined = [version, id, altered.toString('base64url')].join('.')
      expect(() => open(joined, 'here')).toThrow(SealedTextError)
    }
    for (const cut of ['', 'plain', 's2.x.y', `${version}.${id}`, `${version}.${id}.AAAA`]) {
      expect(() => open(cut, 'here')).toThrow(SealedTextError)
    }
  })
})
