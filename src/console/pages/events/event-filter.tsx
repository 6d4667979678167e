import { Select, type SelectOption } from '../../components/select.tsx'
import { EVENT_SECTIONS, eventName } from './event-types.ts'

const ANY = 'any'

const OPTIONS: readonly SelectOption<string>[] = [
  { id: ANY, label: 'Any event' },
  ...EVENT_SECTIONS.flatMap(({ label, patterns, types }) => [
    ...(types.length > 1 ? [{ id: patterns.join(), label: `All of ${label.toLowerCase()}` }] : []),
    ...types.map((type) => ({ id: type, label: eventName(type) })),
  ]),
]

interface EventFilterProps {
  /** Patterns with commas between them; empty for any event. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Which events are shown: any, those about one kind of thing, or one type. */
export function EventFilter({ value, onChange }: EventFilterProps) {
  return (
    <Select
      label="Type"
      isLabelHidden
      options={OPTIONS}
      value={OPTIONS.some(({ id }) => id === value) ? value : ANY}
      onChange={(id) => onChange(id === ANY ? '' : id)}
    />
  )
}
