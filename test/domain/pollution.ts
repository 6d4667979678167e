import { ENTERPRISE, USER } from './contract-types.ts'

const POLLUTION = '{"polluted":true}'
const NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'constructor.prototype',
    '__proto__.polluted',
    'constructor.prototype.polluted',
  ],
  ...['name.__proto__', 'name.constructor.prototype', 'emails.__proto__', 'toString', 'hasOwnProperty', 'valueOf'],
  ...[USER, ENTERPRISE].flatMap((urn) =>
    ['__proto__', 'constructor', 'manager.__proto__'].flatMap((it) => [`${urn}:${it}`, `${urn}.${it}`]),
  ),
]

/** Bodies that would change Object.prototype, or the prototype of a result, if a name were followed where it leads. */
export const pollutingJson: readonly string[] = [
  ...NAMES.map((name) => `{${JSON.stringify(name)}:${POLLUTION}}`),
  ...['name', 'emails', 'manager', 'title', ENTERPRISE].flatMap((name) => [
    `{${JSON.stringify(name)}:{"__proto__":${POLLUTION}}}`,
    `{${JSON.stringify(name)}:{"constructor":{"prototype":${POLLUTION}}}}`,
    `{${JSON.stringify(name)}:[{"__proto__":${POLLUTION}}]}`,
  ]),
  `{"title":{"a":1},"${USER}:title":{"__proto__":${POLLUTION}}}`,
  `{"name":{"givenName":{"a":1}},"name.givenName":{"__proto__":${POLLUTION}}}`,
  `{"${ENTERPRISE}":{"__proto__":${POLLUTION},"manager":{"__proto__":${POLLUTION}}}}`,
]

/** The objects in a value that inherit from anything but what every object and list inherits from. */
export function prototypesIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  const prototype: unknown = Object.getPrototypeOf(value)
  const isOrdinary = prototype === Object.prototype || prototype === Array.prototype
  return [...(isOrdinary ? [] : [prototype]), ...Object.values(value).flatMap(prototypesIn)]
}
