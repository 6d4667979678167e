import type { Organization, OrganizationUpdate } from '#generated/sdk/types.gen.ts'

/** The general settings as somebody writes them. */
export interface Draft {
  readonly name: string
  readonly activityRetentionDays: string
  readonly activityReadsPercent: string
  readonly eventRetentionDays: string
  readonly slug: string
  readonly externalId: string
}

/** What people call the general settings, and how they read. */
export const FIELDS: readonly {
  readonly name: keyof Draft
  readonly label: string
  read: (it: Organization) => string
}[] = [
  { name: 'name', label: 'Name', read: ({ name }) => name },
  {
    name: 'activityRetentionDays',
    label: 'Days of activity kept',
    read: ({ activityRetentionDays }) => String(activityRetentionDays),
  },
  {
    name: 'activityReadsPercent',
    label: 'Percent of reading requests recorded',
    read: ({ activityReadsPercent }) => String(activityReadsPercent),
  },
  {
    name: 'eventRetentionDays',
    label: 'Days of events kept',
    read: ({ eventRetentionDays }) => String(eventRetentionDays),
  },
  { name: 'slug', label: 'Short name', read: ({ slug }) => slug },
  { name: 'externalId', label: 'ID in the product', read: ({ externalId }) => externalId ?? '' },
]

export function toDraft(organization: Organization): Draft {
  return Object.fromEntries(FIELDS.map(({ name, read }) => [name, read(organization)])) as unknown as Draft
}

/** The fields that are whole numbers, and from where to where. */
const NUMBERS = {
  activityRetentionDays: { from: 1, to: 3_650, what: 'a number of days' },
  activityReadsPercent: { from: 0, to: 100, what: 'a whole number' },
  eventRetentionDays: { from: 7, to: 3_650, what: 'a number of days' },
} as const

type NumberField = keyof typeof NUMBERS
const NUMBER_FIELDS = Object.keys(NUMBERS) as NumberField[]

/** The fields that the visitor has changed, as they are written. */
export function editsOf(draft: Draft, seen: Organization): Partial<Draft> {
  const edited = FIELDS.filter(({ name, read }) => draft[name] !== read(seen))
  return Object.fromEntries(edited.map(({ name }) => [name, draft[name]]))
}

/** What the visitor has changed; nothing else, so that nothing else is overwritten. */
export function changesOf(draft: Draft, seen: Organization): OrganizationUpdate | undefined {
  const before = toDraft(seen)
  const { name, slug, externalId } = draft
  const changes: OrganizationUpdate = {
    ...(name !== before.name && { name: name.trim() }),
    ...Object.fromEntries(NUMBER_FIELDS.filter((it) => draft[it] !== before[it]).map((it) => [it, Number(draft[it])])),
    ...(slug !== before.slug && { slug: slug.trim() }),
    ...(externalId !== before.externalId && { externalId: externalId.trim() || null }),
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}

/** What is wrong with a draft, by field. The server has the last word; this is said before anything is sent. */
export function problemsOf(draft: Draft): Partial<Record<keyof Draft, string>> {
  return {
    ...(draft.name.trim() === '' && { name: 'Write a name.' }),
    ...Object.fromEntries(NUMBER_FIELDS.filter((it) => !isWithin(draft[it], it)).map((it) => [it, wanted(it)])),
    ...(!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(draft.slug.trim()) && {
      slug: 'Use lower-case letters, digits and single hyphens.',
    }),
  }
}

function isWithin(text: string, field: NumberField): boolean {
  const number = Number(text)
  return text.trim() !== '' && Number.isInteger(number) && number >= NUMBERS[field].from && number <= NUMBERS[field].to
}

function wanted(field: NumberField): string {
  const { from, to, what } = NUMBERS[field]
  return `Write ${what} from ${from} to ${to}.`
}
