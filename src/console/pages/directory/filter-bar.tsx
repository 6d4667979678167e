import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { Select, type SelectOption } from '../../components/select.tsx'
import { FilterHelp, type FilterExample } from './filter-help.tsx'
import { toFilter } from './filter-text.ts'
import type { ListQuery } from './use-list-query.ts'
import './filter-bar.css'

/** What the API does by itself. */
const OLDEST_FIRST = { id: 'oldest', label: 'Oldest first' }

interface FilterBarProps {
  /** What is looked for, in the plural. */
  readonly noun: string
  readonly query: ListQuery
  readonly onChange: (change: Partial<ListQuery>) => void
  /** Where plain words are looked for. */
  readonly searched: readonly string[]
  readonly examples: readonly FilterExample[]
  /** The orders beside the oldest first, as addresses have them. */
  readonly sorts: readonly SelectOption<string>[]
}

/** The line above a list: words or a SCIM filter to look for, help with filters, and the order. */
export function FilterBar(props: FilterBarProps) {
  const { query, noun, onChange, searched, examples, sorts } = props
  const apply = (text: string): void => onChange({ filter: toFilter(text, searched) })
  return (
    <div className="filter-bar">
      {/* Made anew when the filter changes by other ways: an example, a link, the way back. */}
      <FilterForm key={query.filter} noun={noun} filter={query.filter} onApply={apply} />
      <FilterHelp noun={noun} examples={examples} onChoose={apply} />
      <Select
        label="Order"
        isLabelHidden
        options={[OLDEST_FIRST, ...sorts]}
        value={query.sort || OLDEST_FIRST.id}
        onChange={(sort) => onChange({ sort: sort === OLDEST_FIRST.id ? '' : sort })}
      />
    </div>
  )
}

interface FilterFormProps {
  readonly noun: string
  readonly filter: string
  readonly onApply: (text: string) => void
}

function FilterForm({ noun, filter, onApply }: FilterFormProps) {
  const [text, setText] = useState(filter)
  return (
    <Form
      role="search"
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(text)
      }}
    >
      <SearchField
        label={`Search ${noun}`}
        placeholder={`Search ${noun} by name or SCIM filter`}
        value={text}
        onChange={setText}
        onClear={() => onApply('')}
        maxLength={2_048}
      />
      <Button type="submit">Search</Button>
    </Form>
  )
}
