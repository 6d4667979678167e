import { Search, X } from 'lucide-react'
import {
  Button,
  Input,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaProps,
} from 'react-aria-components'
import './field.css'
import './search-field.css'

export interface SearchFieldProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  /** Not seen, but read to those who do not see the magnifier. */
  readonly label: string
  readonly placeholder?: string
}

/** A field to search by. Enter calls `onSubmit`, Escape and the cross empty it. */
export function SearchField({ label, placeholder, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} aria-label={label} className="search">
      <Search size={16} aria-hidden className="search-icon" />
      <Input className="input search-input" placeholder={placeholder} />
      <Button className="search-clear" aria-label="Clear">
        <X size={14} aria-hidden />
      </Button>
    </AriaSearchField>
  )
}
