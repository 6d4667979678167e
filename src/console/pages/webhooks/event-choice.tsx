import type { EventType } from '#generated/sdk/types.gen.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { EVENT_SECTIONS, eventName, filterOf, typesOf, type EventSection } from '../events/event-types.ts'
import './event-choice.css'

interface EventChoiceProps {
  /** The filter as the API has it. */
  readonly value: readonly string[]
  readonly onChange: (filter: string[]) => void
  /** Security event tokens are about users and groups alone. */
  readonly isDirectoryOnly: boolean
}

/** Which events are sent: everything, whole sections, or single types. */
export function EventChoice({ value, onChange, isDirectoryOnly }: EventChoiceProps) {
  const chosen = typesOf(value)
  const isEverything = value.includes('*')
  const sections = isDirectoryOnly ? EVENT_SECTIONS.slice(0, 2) : EVENT_SECTIONS
  const set = (types: readonly EventType[], isOn: boolean): void => {
    const ours = new Set(types)
    onChange(filterOf(isOn ? chosen.union(ours) : chosen.difference(ours)))
  }
  return (
    <fieldset className="event-choice">
      <legend className="field-label">Events</legend>
      <Checkbox
        isSelected={isEverything}
        isIndeterminate={!isEverything && chosen.size > 0}
        onChange={(isOn) => onChange(isOn ? ['*'] : [])}
      >
        Everything, also types that are added later
      </Checkbox>
      {sections.map((section) => (
        <SectionChoice key={section.label} section={section} chosen={chosen} onChange={set} />
      ))}
      {value.length === 0 && <p className="field-error">Choose at least one.</p>}
    </fieldset>
  )
}

interface SectionChoiceProps {
  readonly section: EventSection
  readonly chosen: ReadonlySet<EventType>
  readonly onChange: (types: readonly EventType[], isOn: boolean) => void
}

function SectionChoice({ section: { label, types }, chosen, onChange }: SectionChoiceProps) {
  const count = types.filter((type) => chosen.has(type)).length
  return (
    <div role="group" aria-label={label} className="event-section">
      <Checkbox
        isSelected={count === types.length}
        isIndeterminate={count > 0 && count < types.length}
        onChange={(isOn) => onChange(types, isOn)}
      >
        <strong>{label}</strong>
      </Checkbox>
      {types.length > 1 && (
        <div className="event-types">
          {types.map((type) => (
            <Checkbox key={type} isSelected={chosen.has(type)} onChange={(isOn) => onChange([type], isOn)}>
              {eventName(type)}
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  )
}
