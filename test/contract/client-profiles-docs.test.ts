import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CLIENT_PROFILES, type ClientProfile } from '../../src/domain/scim/client-profiles.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/client-profiles.md', root), 'utf8')
const rows = page.split('\n').flatMap((line) => (line.startsWith('|') ? [cellsOf(line)] : []))
const SWITCHES = Object.keys(CLIENT_PROFILES.standard)

describe('docs/client-profiles.md', () => {
  it('has every switch of every profile as it is', () => {
    const heading = rows.find(([first]) => first === 'switch') ?? []
    const profiles = heading.slice(1)
    expect(profiles).toEqual(Object.keys(CLIENT_PROFILES))
    const told = rows.flatMap(([first = '', ...values]) => {
      const name = codeIn(first)
      return name !== undefined && SWITCHES.includes(name) ? [[name, ...values]] : []
    })
    const real = SWITCHES.map((name) => [name, ...profiles.map((profile) => valueOf(profile, name))])
    expect(told).toEqual(real)
  })

  it('says of every switch why it is there', () => {
    const explained = page.split('\n').filter((it) => it.startsWith('- **`'))
    for (const name of SWITCHES) expect(explained.some((it) => it.includes(`\`${name}\``))).toBe(true)
  })

  it('has every profile, and nothing that is none', () => {
    const described = rows.flatMap(([first = '', ...rest]) => (rest.length === 1 ? (codeIn(first) ?? []) : []))
    expect(described).toEqual(Object.keys(CLIENT_PROFILES))
  })

  it('has each of the 57 known habits once, with what does it and a test that there is', () => {
    const habits = rows.filter(([first = '', ...rest]) => /^\d+$/.test(first) && rest.length === 4)
    expect(habits.map(([number]) => Number(number))).toEqual(Array.from({ length: 57 }, (_, index) => index + 1))
    for (const [number, , , by = '', shown = ''] of habits) {
      for (const [, name = ''] of by.matchAll(/`(\w+)`/g)) expect(SWITCHES).toContain(name)
      expect(by, `row ${number}`).toMatch(/^(all|all; `\w+`|`\w+`)$/)
      const [, file = '', words = ''] = /^`([^`]+)`: (.+)$/.exec(shown) ?? []
      // Fixtures are JSON, which writes quotes with a backslash.
      expect(readFileSync(new URL(file, root), 'utf8'), `row ${number}`).toContain(words)
    }
  })
})

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((it) => it.trim())
}

function codeIn(cell: string): string | undefined {
  return /^`(\w+)`$/.exec(cell)?.[1]
}

function valueOf(profile: string, name: string): string {
  return (CLIENT_PROFILES[profile as ClientProfile] as unknown as Record<string, string>)[name] ?? ''
}
