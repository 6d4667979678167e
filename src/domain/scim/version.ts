/** The version of a resource as `meta.version` and the ETag have it: weak, because derived attributes do not move it. */
export function toVersionTag(version: number): string {
  return `W/"${version}"`
}

/**
 * Whether an If-Match or If-None-Match header names the version. Weak tags match too: RFC 7644 §3.14 sends them in
 * If-Match, where RFC 9110 §13.1.1 would let none match.
 */
export function namesVersion(header: string, version: number): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(`"${version}"`)
}
