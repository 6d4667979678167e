import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components'
import './field.css'

export interface TextFieldProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  readonly label: string
  readonly description?: string
  /** Shown instead of what the browser would say. */
  readonly errorMessage?: string | undefined
  readonly placeholder?: string
  /** For keys, tokens and ids. */
  readonly isMono?: boolean
}

/** A line of text with its label, what to write, and what is wrong with it. */
export function TextField({ label, description, errorMessage, placeholder, isMono, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={errorMessage !== undefined || props.isInvalid} className="field">
      <Label className="field-label">
        {label}
        {!props.isRequired && <span className="field-optional">optional</span>}
      </Label>
      {description && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <Input className={isMono ? 'input mono' : 'input'} placeholder={placeholder} />
      <FieldError className="field-error">{errorMessage}</FieldError>
    </AriaTextField>
  )
}
