/** Whose keys they are. Everything sealed or signed is bound to it. */
export interface Owner {
  readonly organizationId: string
  readonly userId: string
}

/** Ids stand in texts with separators, so they have none of these. */
export function checkOwner({ organizationId, userId }: Owner): void {
  for (const id of [organizationId, userId]) {
    if (!/^[\w-]{1,64}$/.test(id)) throw new TypeError('organizationId and userId are ids, as the API gives them')
  }
}
