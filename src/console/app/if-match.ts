/** The header by which a change is made to the version that was seen, and to no other. */
export function ifMatch(version: string): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}
