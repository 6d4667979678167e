import type { ReactNode } from 'react'
import { Badge } from '../../components/badge.tsx'
import type { FactItem } from '../../components/facts.tsx'
import { ShortDate } from '../../components/relative-time.tsx'
import './attribute-facts.css'

/** A part of a resource: attributes that people look for together. */
export interface AttributeSection {
  readonly title: string
  readonly facts: readonly FactItem[]
}

/** What has a place of its own on the page. */
const ELSEWHERE = new Set(['schemas', 'meta', 'groups', 'members'])

const TITLES: Readonly<Record<string, string>> = {
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': 'Work',
}

/**
 * Every attribute of a resource, laid out for people: its own attributes, then a section for each extension. Nothing here
 * knows a list of attributes, so those that are added later are shown too.
 */
export function attributeSections(resource: object): AttributeSection[] {
  const entries = Object.entries(resource).filter(([name]) => !ELSEWHERE.has(name))
  const own = entries.filter(([name]) => !name.startsWith('urn:'))
  const extensions = entries.filter(([name]) => name.startsWith('urn:'))
  return [
    { title: 'Profile', facts: own.flatMap(([name, value]) => toFacts(name, value)) },
    ...extensions.map(([urn, value]) => ({
      title: TITLES[urn] ?? inWords(urn.split(':').at(-1) ?? urn),
      facts: Object.entries(isObject(value) ? value : {}).flatMap(([name, it]) => toFacts(name, it)),
    })),
  ].filter(({ facts }) => facts.length > 0)
}

function toFacts(name: string, value: unknown): FactItem[] {
  if (Array.isArray(value))
    return value.length === 0 ? [] : [{ label: inWords(name), value: <Elements elements={value} /> }]
  if (isObject(value)) {
    // A reference to somebody, such as the manager, says the name; what the name is made of is said part by part.
    if ('value' in value || 'displayName' in value) return [{ label: inWords(name), value: textOf(value) }]
    return Object.entries(value).map(([part, it]) => ({
      label: inWords(part === 'formatted' ? 'fullName' : part),
      value: textOf(it),
    }))
  }
  return [{ label: inWords(name), value: textOf(value) }]
}

function Elements({ elements }: { readonly elements: readonly unknown[] }) {
  return (
    <ul className="elements">
      {elements.map((element, index) => (
        <li key={index}>
          <span>{textOf(element)}</span>
          {isObject(element) && typeof element.type === 'string' && <Badge>{element.type}</Badge>}
          {isObject(element) && element.primary === true && <Badge tone="accent">primary</Badge>}
        </li>
      ))}
    </ul>
  )
}

function textOf(value: unknown): ReactNode {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return isTime(value) ? <ShortDate at={value} /> : value
  if (!isObject(value)) return String(value)
  const { displayName, display, formatted, type: _type, primary: _primary, $ref: _ref, ...rest } = value
  const main = [displayName, display, value.value, formatted].find((it) => typeof it === 'string')
  if (typeof main === 'string') return main
  return Object.values(rest)
    .filter((it) => typeof it === 'string')
    .join(', ')
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
}

/** `phoneNumbers` as "Phone numbers". */
function inWords(name: string): string {
  if (name === 'id') return 'ID'
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replace(/\bId\b/, 'ID')
  return (
    words.charAt(0).toUpperCase() + words.slice(1).replaceAll(/[A-Z](?![A-Z]|$)/g, (letter) => letter.toLowerCase())
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
