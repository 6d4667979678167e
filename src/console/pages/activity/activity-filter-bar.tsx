import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { listScimTokensOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { Button } from '../../components/button.tsx'
import { Select, type SelectOption } from '../../components/select.tsx'
import { PERIODS, type ActivityFilters } from './use-activity-filters.ts'
import { OPERATIONS } from './words.ts'

const ANY = 'any'

const OUTCOMES = [
  { id: 'success', label: 'Went well' },
  { id: 'failure', label: 'Failed' },
]

const KINDS = [
  { id: 'scim', label: 'Identity providers' },
  { id: 'admin', label: 'Administrators' },
  { id: 'account', label: 'Users themselves' },
  { id: 'system', label: 'Rollcall itself' },
]

interface ActivityFilterBarProps {
  readonly filters: ActivityFilters
  readonly onChange: (changed: ActivityFilters) => void
  readonly onClear: () => void
}

/** What the list of activity can be narrowed to. */
export function ActivityFilterBar({ filters, onChange, onClear }: ActivityFilterBarProps) {
  const { id: organizationId } = useOrganization()
  const tokens = useQuery(listScimTokensOptions({ path: { organizationId }, query: { limit: 100 } }))
  const known = (tokens.data?.items ?? []).map(({ id, description }) => ({ id, label: description }))
  const choices: readonly (readonly [keyof ActivityFilters, string, string, readonly SelectOption<string>[]])[] = [
    ['outcome', 'Outcome', 'Any outcome', OUTCOMES],
    ['kind', 'By whom', 'By anybody', KINDS],
    ['actorId', 'Token', 'Any token', withCurrent(known, filters.actorId)],
    ['operation', 'Operation', 'Any operation', withCurrent(OPERATIONS, filters.operation)],
    ['since', 'Time', 'Any time', PERIODS],
  ]
  return (
    <div className="activity-filters">
      {choices.map(([name, label, anything, options]) => (
        <Select
          key={name}
          label={label}
          isLabelHidden
          options={[{ id: ANY, label: anything }, ...options]}
          value={filters[name] ?? ANY}
          onChange={(id) => onChange({ [name]: id === ANY ? '' : id })}
        />
      ))}
      {filters.resourceId !== undefined && (
        <Button size="small" icon={X} onPress={() => onChange({ resourceId: '' })}>
          Only one resource
        </Button>
      )}
      {Object.keys(filters).length > 0 && (
        <Button variant="quiet" size="small" onPress={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

/** An address may name what is in no list, such as a token that was revoked. */
function withCurrent(
  options: readonly SelectOption<string>[],
  current: string | undefined,
): readonly SelectOption<string>[] {
  if (current === undefined || options.some(({ id }) => id === current)) return options
  return [...options, { id: current, label: current }]
}
