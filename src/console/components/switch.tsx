import type { ReactNode } from 'react'
import { SwitchButton, SwitchField, type SwitchFieldProps } from 'react-aria-components'
import './switch.css'

export interface SwitchProps extends Omit<SwitchFieldProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode
  readonly size?: 'medium' | 'large'
}

/** On or off, at once: no button has to be pressed after it. Its children are its name. */
export function Switch({ children, size = 'medium', ...props }: SwitchProps) {
  return (
    <SwitchField {...props}>
      <SwitchButton className={`switch switch-${size}`}>
        <span className="switch-track" aria-hidden>
          <span className="switch-thumb" />
        </span>
        <span className="switch-label">{children}</span>
      </SwitchButton>
    </SwitchField>
  )
}
