import { LoaderCircle } from 'lucide-react'
import './skeleton.css'

/** While nobody knows yet what the page will be. */
export function Splash() {
  return (
    <div className="splash" role="status">
      <LoaderCircle size={24} className="spin" aria-hidden />
      <span className="visually-hidden">Loading</span>
    </div>
  )
}
