/** Where the sealed secret of a webhook belongs: it cannot be opened anywhere else. */
export function secretPlace({ organizationId, id }: { readonly organizationId: string; readonly id: string }): string {
  return `webhook ${organizationId} ${id}`
}
