import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import type { SelectOption } from './select.tsx'
import './choice.css'
import './field.css'

interface RadioChoiceProps<Id extends string> {
  readonly label: string
  readonly options: readonly SelectOption<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
}

/** One of a few, where what each means is worth reading before one chooses. */
export function RadioChoice<Id extends string>({ label, options, value, onChange }: RadioChoiceProps<Id>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(chosen) => {
        const option = options.find(({ id }) => id === chosen)
        if (option) onChange(option.id)
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className="radio-options">
        {options.map(({ id, label: name, description }) => (
          <RadioField key={id} value={id}>
            <RadioButton className="choice radio-option">
              <span className="choice-mark choice-circle" aria-hidden />
              <span className="choice-label">
                {name}
                {description && <span className="field-description radio-description">{description}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
