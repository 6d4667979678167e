import type { Organization, OrganizationUpdate } from '#generated/sdk/types.gen.ts'

/** The general settings as somebody writes them. */
export interface Draft {
  readonly name: string
  readonly activityRetentionDays: string
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
  { name: 'slug', label: 'Short name', read: ({ slug }) => slug },
  { name: 'externalId', label: 'ID in the product', read: ({ externalId }) => externalId ?? '' },
]

export function toDraft(organization: Organization): Draft {
  return Object.fromEntries(FIELDS.map(({ name, read }) => [name, read(organization)])) as unknown as Draft
}

/** The fields that the visitor has changed, as they are written. */
export function editsOf(draft: Draft, seen: Organization): Partial<Draft> {
  const edited = FIELDS.filter(({ name, read }) => draft[name] !== read(seen))
  return Object.fromEntries(edited.map(({ name }) => [name, draft[name]]))
}

/** What the visitor has changed; nothing else, so that nothing else is overwritten. */
export function changesOf(draft: Draft, seen: Organization): OrganizationUpdate | undefined {
  const before = toDraft(seen)
  const { name, activityRetentionDays, slug, externalId } = draft
  const changes: OrganizationUpdate = {
    ...(name !== before.name && { name: name.trim() }),
    ...(activityRetentionDays !== before.activityRetentionDays && {
      activityRetentionDays: Number(activityRetentionDays),
    }),
    ...(slug !== before.slug && { slug: slug.trim() }),
    ...(externalId !== before.externalId && { externalId: externalId.trim() || null }),
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}

/** What is wrong with a draft, by field. The server has the last word; this is said before anything is sent. */
export function problemsOf({ name, activityRetentionDays, slug }: Draft): Partial<Record<keyof Draft, string>> {
  const days = Number(activityRetentionDays)
  return {
    ...(name.trim() === '' && { name: 'Write a name.' }),
    ...(!(Number.isInteger(days) && days >= 1 && days <= 3_650) && {
      activityRetentionDays: 'Write a number of days from 1 to 3650.',
    }),
    ...(!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug.trim()) && {
      slug: 'Use lower-case letters, digits and single hyphens.',
    }),
  }
}
