import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskFilter, maskJson, maskOurSecrets, maskUrl, secretNames } from '../../src/domain/activity/mask.ts'
import { newSecret } from '../../src/domain/secrets.ts'

const secrets = secretNames(['password'])
const CANARY = 'canary-4711-secret'
const URN = 'urn:ietf:params:scim:schemas:core:2.0:User'

describe('masking JSON', () => {
  it.each<[string, string]>([
    ['a member', `{"userName":"a","password":"${CANARY}"}`],
    ['in another letter case', `{"PassWord":"${CANARY}"}`],
    ['behind escapes', `{"pass\\u0077ord":"${CANARY}"}`],
    ['with its URN', `{"${URN}:password":"${CANARY}"}`],
    ['that is no text', `{"password":{"value":["${CANARY}"]}}`],
    ['in a PATCH without a path', `{"Operations":[{"op":"replace","value":{"password":"${CANARY}"}}]}`],
    ['in a PATCH with its path', `{"Operations":[{"op":"replace","path":"password","value":"${CANARY}"}]}`],
    ['with the value before the path', `{"Operations":[{"VALUE":["${CANARY}"],"Path":"${URN}:Password"}]}`],
    ['in a Bulk operation', `{"Operations":[{"method":"POST","data":{"x":[{"password":"${CANARY}"}]}}]}`],
    ['in a filter', `{"filter":"title pr and password eq \\"${CANARY}\\""}`],
    ['in a filter within a path', `{"path":"emails[password eq \\"${CANARY}\\"].value","value":1}`],
    ['without quotes in a filter', `{"filter":"password eq ${CANARY} or title pr"}`],
  ])('hides a secret: %s', (_title, text) => {
    const masked = maskJson(text, secrets)?.text ?? ''
    expect(masked).not.toContain(CANARY)
    expect(masked).toContain('***')
    expect(() => JSON.parse(masked) as unknown).not.toThrow()
  })

  it('leaves everything else as it was written', () => {
    const text =
      '{ "title" : "my password", "n": 12345678901234567890,\n "password" : "x" , "path":"title","value":"y"}'
    expect(maskJson(text, secrets)?.text).toBe(text.replace('"x"', '"***"'))
    const other = '{"filter":"title eq \\"password\\"","e":"\\u00e4"}'
    expect(maskJson(other, secrets)).toEqual({ text: other, isInPath: false })
  })

  it('does not guess in what is no JSON', () => {
    expect(maskJson(`{"password": "${CANARY}`, secrets)).toBeUndefined()
    expect(maskJson('{"title": "x', secrets)?.text).toBe('{"title": "x')
  })

  it('finds a secret at any depth of any JSON, and changes nothing else', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.constantFrom('a', 'value', 'Operations', 0), { maxLength: 6 }),
        (json, at) => {
          const wrap = (inner: unknown): unknown =>
            at.reduceRight<unknown>((it, key) => (key === 0 ? [json, it] : { other: json, [key]: it }), inner)
          const masked = maskJson(JSON.stringify(wrap({ password: CANARY, other: json })), secrets)?.text ?? ''
          expect(masked).not.toContain(CANARY)
          // The arbitrary part may have a member of that name, too.
          if (/password|\\u00/i.test(JSON.stringify(json))) return
          expect(JSON.parse(masked)).toEqual(JSON.parse(JSON.stringify(wrap({ password: '***', other: json }))))
        },
      ),
    )
  })
})

describe('masking the rest of a request', () => {
  it.each([
    ['password eq "x y"', 'password eq "***"'],
    [
      'title eq "a" and (password sw "x" or userName eq "b")',
      'title eq "a" and (password sw "***" or userName eq "b")',
    ],
    [`${URN}:password co "x\\"y" and active eq true`, `${URN}:password co "***" and active eq true`],
    ['password "x"', 'password "***"'],
    ['password eq "x', 'password eq "***"'],
    ['password pr', 'password pr'],
    ['title eq "password"', 'title eq "password"'],
  ])('the filter %s', (filter, masked) => {
    expect(maskFilter(filter, secrets)).toBe(masked)
  })

  it('a URL, however it is written', () => {
    const base = '/scim/v2/Users'
    expect(maskUrl(`${base}?filter=password%20eq%20%22x%22&count=1`, secrets)).toBe(
      `${base}?filter=password%20eq%20%22***%22&count=1`,
    )
    for (const query of [
      'filter=%70assword+eq+%22x1%22',
      'FILTER=PASSWORD+eq+"x1"',
      'password=x1',
      '%ZZ&filter=password eq "x1"',
    ]) {
      expect(maskUrl(`${base}?${query}`, secrets)).not.toContain('x1')
    }
    const plain = `${base}?filter=userName+eq+%22a%22&&x`
    expect(maskUrl(plain, secrets)).toBe(plain)
  })

  it('our own secrets, wherever they stand', () => {
    const secret = newSecret('scim')
    expect(maskOurSecrets(`a ${secret} b "${newSecret('op')}"`)).toBe('a rc_scim_*** b "rc_op_***"')
    expect(maskOurSecrets('arc_scim_x')).toBe('arc_scim_x')
  })
})
