import type { ScimTokenScopes } from '#generated/sdk/types.gen.ts'
import type { SelectOption } from '../../../components/select.tsx'

/** What a token may do, as one choice of two. */
export type Access = 'write' | 'read'

export const ACCESS = [
  { id: 'write', label: 'Read and write', description: 'What identity providers need' },
  { id: 'read', label: 'Read only', description: 'For programs that only look' },
] as const satisfies readonly SelectOption<Access>[]

export function scopesOf(access: Access): ScimTokenScopes {
  return access === 'write' ? ['read', 'write'] : ['read']
}

export function accessOf(scopes: ScimTokenScopes): Access {
  return scopes.includes('write') ? 'write' : 'read'
}
