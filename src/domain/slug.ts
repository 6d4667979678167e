/** A short name from a name: lower-case ASCII letters, digits and single hyphens. `Müller & Co` → `muller-co`. */
export function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-|-$/g, '')
  return slug === '' ? 'organization' : slug
}
