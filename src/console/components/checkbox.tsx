import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from 'react-aria-components'
import './choice.css'

export interface CheckboxProps extends Omit<CheckboxFieldProps, 'children' | 'className' | 'style'> {
  /** What is chosen by it; its name. */
  readonly children: ReactNode
}

/** One of several that are chosen together. `isIndeterminate` where it stands for some that are and some that are not. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <CheckboxField {...props}>
      <CheckboxButton className="choice">
        {({ isSelected, isIndeterminate }) => (
          <>
            <span className="choice-mark choice-box" aria-hidden>
              {isIndeterminate ? <Minus size={14} /> : isSelected && <Check size={14} />}
            </span>
            <span className="choice-label">{children}</span>
          </>
        )}
      </CheckboxButton>
    </CheckboxField>
  )
}
