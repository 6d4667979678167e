import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkNewPassword, parseRecoveryCode, unlock } from '../../../src/sdk/account/index.ts'
import { printRecoveryCode } from '../../../src/sdk/account/recovery-code.ts'
import { ADA, codeOf, createKeys, quickDerive } from './keyrings.ts'

describe('a master password', () => {
  test.each([
    ['eleven letters', 'elevenchars', 'passwordTooShort'],
    ['eleven emoji, which JavaScript counts twice', '🦊'.repeat(11), 'passwordTooShort'],
    ['eleven letters with accents apart', 'e\u0301'.repeat(11), 'passwordTooShort'],
    ['a tab', 'twelve\tcharacters', 'passwordUnusable'],
    ['an emoji of several, joined invisibly', 'twelve characters 👩‍🚀', 'passwordUnusable'],
    ['half a character', 'twelve characters \ud83e', 'passwordUnusable'],
    ['a character that is none yet', 'twelve characters \u{e0fff}', 'passwordUnusable'],
    ['twelve letters', 'twelve chars', undefined],
    ['twelve emoji', '🦊'.repeat(12), undefined],
    ['letters of elsewhere', 'пароль на русском', undefined],
  ])('of %s: %s is %s', (_what, password, code) => {
    const refusal = (): void => checkNewPassword(password)
    if (code) expect(refusal).toThrow(expect.objectContaining({ code }) as Error)
    else expect(refusal).not.toThrow()
  })

  test('opens however a keyboard composes its letters and spaces, but not in capitals', async () => {
    const { keyring } = await createKeys(ADA, 'Crème brûlée ici')
    const apart = 'Crème\u00a0brûlée\u3000ici'.normalize('NFD')
    const account = await unlock(keyring, { ...ADA, derive: quickDerive, password: apart })
    expect(account.userId).toBe(ADA.userId)
    expect(await codeOf(unlock(keyring, { ...ADA, derive: quickDerive, password: 'CRÈME BRÛLÉE ICI' }))).toBe(
      'wrongPassword',
    )
  })
})

describe('a recovery code', () => {
  const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => new Uint8Array(bytes))

  test('is read as it was printed, and as people type it', async () => {
    const typed = fc.record({ secret: secrets, small: fc.boolean(), asO: fc.boolean(), asL: fc.boolean(), gap: GAPS })
    await fc.assert(
      fc.asyncProperty(typed, async ({ secret, small, asO, asL, gap }) => {
        const printed = await printRecoveryCode(secret)
        expect(printed).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}$/)
        let code = printed.replaceAll('-', gap)
        if (asO) code = code.replaceAll('0', 'O')
        if (asL) code = code.replaceAll('1', 'l')
        expect(await parseRecoveryCode(` ${small ? code.toLowerCase() : code}\n`)).toEqual(secret)
      }),
    )
  })

  test('with one letter changed, one left out, or two exchanged is a slip, not a wrong code', async () => {
    const slips = fc.record({
      secret: secrets,
      at: fc.nat({ max: 34 }),
      other: fc.constantFrom('0', '7', 'A', 'H', 'X', 'Z'),
    })
    await fc.assert(
      fc.asyncProperty(slips, async ({ secret, at, other }) => {
        const code = (await printRecoveryCode(secret)).replaceAll('-', '')
        const [left, right] = [code.charAt(at), code.charAt(at + 1)]
        const around = (middle: string, width: number): string => code.slice(0, at) + middle + code.slice(at + width)
        const slipped = [around('', 1), around(other, 1), around(right + left, 2), `${code}0`]
        for (const text of slipped.filter((it) => it !== code)) {
          expect(await codeOf(parseRecoveryCode(text))).toBe('mistypedRecoveryCode')
        }
      }),
      // One slip in a million fits the check by chance; the seed has none.
      { seed: 1 },
    )
  })

  test('of another account is wrong, and one with a letter that none has is a slip', async () => {
    const { keyring, recoveryCode } = await createKeys(ADA)
    const other = await printRecoveryCode(new Uint8Array(20))
    expect(await codeOf(unlock(keyring, { ...ADA, recoveryCode: other }))).toBe('wrongRecoveryCode')
    await expect(unlock(keyring, { ...ADA, recoveryCode: recoveryCode.replace(/.$/, 'U') })).rejects.toThrow('“U”')
    await expect(unlock(keyring, { ...ADA, recoveryCode: '' })).rejects.toThrow('36 letters and digits, this one has 0')
  })
})

const GAPS = fc.constantFrom('', ' ', '-', ' - ', '–', '\u00a0', '\n')
