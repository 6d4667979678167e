import type { RequestHandler } from 'express'
import { describe, expect, it } from 'vitest'
import { parseJson, readJson } from '../../src/http/read-json.ts'
import { fastest } from './fastest.ts'
import { refusalOf } from './refusal.ts'

function refusal(text: string | Buffer): string | undefined {
  return refusalOf(() => parseJson(typeof text === 'string' ? Buffer.from(text) : text))
}

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const members = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"m${index}":1`).join()}}`
const text = (length: number): string => JSON.stringify({ title: 'x'.repeat(length) })

describe('a body is read', () => {
  it.each([
    ['{}', {}],
    ['[]', []],
    ['null', null],
    ['"x"', 'x'],
    ['-1.5e3', -1500],
    [' {"a" : [ true , false ] }\r\n', { a: [true, false] }],
    ['\ufeff{"a":1}', { a: 1 }],
    ['{"a":"\\u00e9\\ud83d\\ude00\\n"}', { a: 'é😀\n' }],
    ['{"a":"é😀"}', { a: 'é😀' }],
    ['{"a":"// no comment /* here */ {"}', { a: '// no comment /* here */ {' }],
    ['{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}', { a: { a: { a: 1 } }, b: [{ a: 1 }, { a: 2 }] }],
    ['{"":1}', { '': 1 }],
  ])('%j', (json, value) => {
    expect(parseJson(Buffer.from(json))).toEqual(value)
  })

  it.each([
    ['as deep as allowed', nested(20)],
    ['with many lists side by side', `[${Array.from({ length: 1000 }, () => nested(19)).join()}]`],
    ['with as many members as allowed', members(5000)],
    ['with text as long as allowed', text(32_768)],
    ['with a list of any length', JSON.stringify(Array.from({ length: 100_000 }, () => 'x'))],
  ])('one %s', (_, json) => {
    expect(refusal(json)).toBeUndefined()
  })

  it('a member called __proto__ is a member, and changes nothing else', () => {
    const value = parseJson(Buffer.from('{"__proto__":{"polluted":true}}')) as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value).not.toHaveProperty('polluted')
  })
})

describe('a body is refused as invalidSyntax', () => {
  it.each([
    ...[
      '',
      ' \n',
      '\ufeff',
      '{',
      '}',
      '[',
      '{"a"}',
      '{"a":}',
      '{a:1}',
      "{'a':1}",
      '{"a":1 "b":2}',
      '{"a":"x',
      'undefined',
      'NaN',
    ],
    ...['01', '+1', '.5', '{}{}', '{} x', '"\n"', '"\\x"', '{"a":1}/', '<a/>', 'a=1'],
    // what JSON readers often allow
    ...['{"a":1,}', '[1,]', '[,]', '{"a":1} // comment', '/* comment */ {"a":1}', '{/**/"a":1}', '# x\n{}'],
    // names that are there twice
    ...['{"a":1,"a":2}', '{"a":1,"A":2}', '{"userName":"x","USERNAME":"y"}', '{"a":1,"\\u0061":2}', '{"é":1,"É":2}'],
    ...['[{"a":{"b":1,"B":2}}]', '{"a":{},"a":{}}', '{"__proto__":1,"__proto__":2}', '{"K":1,"\u212a":2}'],
    // too much
    ...[nested(21), `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`, members(5001)],
  ])('%j', (json) => {
    expect(refusal(json)).toBe('invalidSyntax')
  })

  it.each([
    ['a byte that begins nothing', [0x22, 0xff, 0x22]],
    ['a character that is cut off', [0x22, 0xc3, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['Latin-1', [...Buffer.from('"é"', 'latin1')]],
    ['UTF-16', [0xff, 0xfe, ...Buffer.from('{}', 'utf16le')]],
  ])('%s, which is not UTF-8', (_, bytes) => {
    expect(refusal(Buffer.from(bytes))).toBe('invalidSyntax')
  })

  it('which says what is wrong and where', () => {
    expect(() => parseJson(Buffer.from('{"a":1,"A":2}'))).toThrow("it names 'A' twice, again at character 8")
    expect(() => parseJson(Buffer.from(nested(21)))).toThrow('it is nested deeper than 20 levels')
  })
})

it('text beyond reason is refused as invalidValue', () => {
  expect(refusal(text(32_769))).toBe('invalidValue')
})

it.each(['[', '{"a":', '[{"a":', '[[],', '"', '\\', '{"a":1,', '// ', '/*', ' '])(
  'a body of nothing but %j is refused at once, however long',
  (part) => {
    const json = part.repeat(200_000)
    expect(refusal(json)).toBe('invalidSyntax')
    expect(fastest(() => refusal(json))).toBeLessThan(1_000)
  },
)

describe('the type of a body', () => {
  const [checkType] = readJson({ limit: 1000, mediaTypes: ['application/scim+json', 'application/json'] } as never)

  function accepted(contentType: string | undefined): string | undefined {
    const headers: Record<string, string | undefined> = { 'content-type': contentType }
    const handler = checkType as RequestHandler
    void handler({ headers } as never, undefined as never, () => undefined)
    return headers['content-type']
  }

  it.each([
    ['application/scim+json', 'application/scim+json'],
    ['application/json', 'application/json'],
    ['Application/JSON; charset=UTF-8', 'application/json'],
    ['application/json;charset="utf-8"', 'application/json'],
    ['application/json; charset=utf8; x=y', 'application/json'],
    [undefined, 'application/scim+json'],
  ])('may be %s', (contentType, type) => {
    expect(accepted(contentType)).toBe(type)
  })

  it.each(['text/plain', 'application/xml', 'application/jsonx', 'application/json; charset=latin1', '', ';', 'json'])(
    'may not be %j',
    (contentType) => {
      expect(refusalOf(() => accepted(contentType))).toBe('unsupportedMediaType')
    },
  )
})
