import type { ReactNode } from 'react'
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import './tooltip.css'

interface TooltipProps {
  readonly text: string
  /** A `Button` or `IconButton`. */
  readonly children: ReactNode
}

/** Says more about a button to whoever points at it or has the focus on it. Never the only place of what one must know. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}

/** The same for text, which becomes reachable by the keyboard. */
export function TextTooltip({ text, children }: { readonly text: string; readonly children: string }) {
  return (
    <TooltipTrigger delay={400}>
      <Focusable>
        <span role="note" className="tooltip-text">
          {children}
        </span>
      </Focusable>
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
