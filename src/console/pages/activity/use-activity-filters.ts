import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ActivityKind, ActivityOutcome, ListActivityData } from '#generated/sdk/types.gen.ts'

/** How far back: what stands in the address, in words, in milliseconds. */
export const PERIODS = [
  { id: '15m', label: 'Last 15 minutes', length: 900_000 },
  { id: '1h', label: 'Last hour', length: 3_600_000 },
  { id: '24h', label: 'Last 24 hours', length: 86_400_000 },
  { id: '7d', label: 'Last 7 days', length: 604_800_000 },
] as const

const NAMES = ['outcome', 'kind', 'actorId', 'operation', 'resourceId', 'since'] as const
type FilterName = (typeof NAMES)[number]
export type ActivityFilters = Readonly<Partial<Record<FilterName, string>>>

/** What the list of activity is filtered by. It is kept in the address, so that a link shows the same entries. */
export function useActivityFilters() {
  const [params, setParams] = useSearchParams()
  const address = params.toString()
  const filters = useMemo(() => readFilters(new URLSearchParams(address)), [address])
  const query = useMemo(() => toQuery(filters), [filters])
  const change = (changed: ActivityFilters): void =>
    setParams(
      Object.entries({ ...filters, ...changed }).filter(([, value]) => value !== ''),
      { replace: true },
    )
  return { filters, query, change, clear: () => setParams({}, { replace: true }) }
}

function readFilters(params: URLSearchParams): ActivityFilters {
  return Object.fromEntries(NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])))
}

function toQuery({ outcome, kind, since, ...others }: ActivityFilters): NonNullable<ListActivityData['query']> {
  const period = PERIODS.find(({ id }) => id === since)
  return {
    ...others,
    ...(outcome && { outcome: outcome as ActivityOutcome }),
    ...(kind && { kind: kind as ActivityKind }),
    ...(period && { from: new Date(Date.now() - period.length).toISOString() }),
    limit: 50,
  }
}
