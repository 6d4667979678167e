/** What the address has told the page. */
export interface Arrival {
  /** Lets its user in, once. */
  readonly ticket: string | undefined
  /** Why a sign-in with the organization's provider did not work. */
  readonly problem: string | undefined
}

/**
 * Reads the address and takes out of it what must not stay there: a ticket would be in the history and in what people
 * copy, and a problem would come back with every reload. Nothing may happen in the page before.
 */
export function takeArrival(): Arrival {
  const { hash, search, pathname } = location
  const ticket = new URLSearchParams(hash.slice(1)).get('ticket') ?? undefined
  const query = new URLSearchParams(search)
  const problem = query.get('problem') ?? undefined
  if (hash !== '' || problem !== undefined) {
    query.delete('problem')
    history.replaceState(null, '', query.size > 0 ? `${pathname}?${query.toString()}` : pathname)
  }
  return { ticket, problem }
}

/** Where the sign-in with the visitor's organization begins, if the address says which one that is. */
export function signInLink(): string | undefined {
  const organization = new URLSearchParams(location.search).get('organization')
  return organization ? `/api/v1/account/sign-in?organization=${encodeURIComponent(organization)}` : undefined
}
