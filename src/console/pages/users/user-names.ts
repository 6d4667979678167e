import type { User } from '#generated/sdk/types.gen.ts'

/** What people call a user. */
export function nameOf(user: User): string {
  const { displayName, name, userName } = user
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  return [displayName, name?.formatted, parts, userName].find(Boolean) ?? user.id
}

/** The address that the user is written to. */
export function mainEmail({ emails = [] }: User): string | undefined {
  return (emails.find((it) => it.primary) ?? emails[0])?.value
}
