import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, Link, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import './button.css'

interface Look {
  /** One `primary` on a page at most; `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'medium' | 'small'
  readonly icon?: LucideIcon
  readonly children: ReactNode
}

export interface ButtonProps extends Look, Omit<AriaButtonProps, 'children' | 'className' | 'style'> {}

/** A button with words. While `isPending` it keeps its width, spins, and cannot be pressed again. */
export function Button({ variant, size, icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classOf({ variant, size })}>
      {({ isPending }) => (
        <>
          {isPending ? <LoaderCircle size={16} aria-hidden className="spin" /> : <Icon icon={icon} />}
          {children}
        </>
      )}
    </AriaButton>
  )
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton({ variant, size, icon, children, href }: Look & { readonly href: string }) {
  return (
    <Link href={href} className={classOf({ variant, size })}>
      <Icon icon={icon} />
      {children}
    </Link>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly icon: LucideIcon
  /** What it does, for screen readers; put it into a `Tooltip` for the others. */
  readonly label: string
}

/** A button of an icon alone. */
export function IconButton({ icon: Glyph, label, ...props }: IconButtonProps) {
  return (
    <AriaButton {...props} aria-label={label} className="button button-icon">
      <Glyph size={16} aria-hidden />
    </AriaButton>
  )
}

function Icon({ icon: Glyph }: { readonly icon: LucideIcon | undefined }) {
  return Glyph && <Glyph size={16} aria-hidden />
}

function classOf({ variant = 'secondary', size = 'medium' }: Pick<Look, 'variant' | 'size'>): string {
  return `button button-${variant} button-${size}`
}
