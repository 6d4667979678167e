import { Link } from 'react-aria-components'
import './brand.css'

/** The name of the product, which leads to the start. */
export function Brand() {
  return (
    <Link href="/" className="brand">
      <Mark />
      Rollcall
    </Link>
  )
}

/** A list of who is there. */
export function Mark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" />
      <path d="m8.5 11.5 2 2 3.5-4M8.5 20.5l2 2 3.5-4M18 12h6M18 21h6" />
    </svg>
  )
}
