import { useSearchParams } from 'react-router'

export interface ListQuery {
  readonly filter: string
  readonly sort: string
}

/** What a list is filtered and sorted by. It is kept in the address, so that a link shows the same list. */
export function useListQuery(): [ListQuery, (change: Partial<ListQuery>) => void] {
  const [params, setParams] = useSearchParams()
  const query = { filter: params.get('filter') ?? '', sort: params.get('sort') ?? '' }
  const change = (changed: Partial<ListQuery>): void =>
    setParams(Object.entries({ ...query, ...changed }).filter(([, value]) => value !== ''))
  return [query, change]
}

/** A sort of the address, `userName` or `-meta.created`, as the API wants it. */
export function sortParameters(sort: string): { sortBy?: string; sortOrder?: 'ascending' | 'descending' } {
  if (sort === '') return {}
  return sort.startsWith('-') ? { sortBy: sort.slice(1), sortOrder: 'descending' } : { sortBy: sort }
}
