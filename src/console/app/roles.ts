import type { Session } from '#generated/sdk/types.gen.ts'

/** The roles as people call them. */
export const ROLE_NAMES: Readonly<Record<Session['role'], string>> = {
  operator: 'Operator',
  owner: 'Owner',
  viewer: 'Viewer',
}
