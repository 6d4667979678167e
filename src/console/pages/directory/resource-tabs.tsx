import { useSearchParams } from 'react-router'
import { JsonView } from '../../components/code.tsx'
import { Tabs, type TabItem } from '../../components/tabs.tsx'
import { History } from '../activity/history.tsx'
import { Attributes } from './attributes.tsx'

interface ResourceTabsProps {
  readonly kind: 'User' | 'Group'
  readonly resource: { readonly id: string; readonly schemas: readonly string[] }
  /** What belongs to this kind alone, after the attributes. */
  readonly more: readonly TabItem[]
}

/** The views of a user or a group. Which one is open stands in the address. */
export function ResourceTabs({ kind, resource, more }: ResourceTabsProps) {
  const [params, setParams] = useSearchParams()
  const tabs: readonly TabItem[] = [
    { id: 'attributes', label: 'Attributes', content: <Attributes resource={resource} /> },
    ...more,
    { id: 'history', label: 'History', content: <History resourceId={resource.id} /> },
    { id: 'json', label: 'JSON', content: <JsonView label={`${kind} as JSON`} value={resource} /> },
  ]
  return (
    <Tabs
      label={`Views of this ${kind.toLowerCase()}`}
      tabs={tabs}
      selected={params.get('view') ?? 'attributes'}
      onSelect={(view) => setParams(view === 'attributes' ? {} : { view }, { replace: true })}
    />
  )
}
