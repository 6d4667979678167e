import { Check, ChevronDown } from 'lucide-react'
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import './field.css'
import './popover.css'

export interface SelectOption<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly description?: string
}

interface SelectProps<Id extends string> {
  readonly label: string
  readonly description?: string
  readonly options: readonly SelectOption<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  readonly isDisabled?: boolean
  /** Keeps the label for screen readers alone, where the place says it to the others. */
  readonly isLabelHidden?: boolean
}

/** One of a few. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, description, options, value, onChange, isDisabled = false, isLabelHidden = false } = props
  return (
    <AriaSelect
      className="field"
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        const option = options.find((it) => it.id === key)
        if (option) onChange(option.id)
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {description && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <Button className="input select-button">
        <SelectValue className="select-value">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <FieldError className="field-error" />
      <Popover className="popover select-popover" offset={4}>
        <ListBox items={options} className="listbox">
          {(option) => (
            <ListBoxItem textValue={option.label} className="listbox-item">
              {({ isSelected }) => (
                <>
                  <span className="listbox-text">
                    <Text slot="label">{option.label}</Text>
                    {option.description && (
                      <Text slot="description" className="field-description">
                        {option.description}
                      </Text>
                    )}
                  </span>
                  {isSelected && <Check size={16} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
