import type { ActivityChange } from '#generated/sdk/types.gen.ts'
import { Card } from '../../components/card.tsx'
import { DataTable, type Column } from '../../components/data-table.tsx'
import { valueInWords } from './change-words.ts'
import './changes-card.css'

const COLUMNS: readonly Column<ActivityChange>[] = [
  { id: 'path', header: 'Attribute', isRowHeader: true, cell: ({ path }) => <code>{path}</code> },
  {
    id: 'before',
    header: 'Before',
    cell: ({ path, before }) => <Value value={before} sign={path === 'members' ? 'left' : undefined} />,
  },
  {
    id: 'after',
    header: 'After',
    cell: ({ path, after }) => <Value value={after} sign={path === 'members' ? 'came' : undefined} />,
  },
]

/** What a request changed, attribute by attribute; a table for each resource that it changed. */
export function ChangesCard({ changes }: { readonly changes: readonly ActivityChange[] }) {
  if (changes.length === 0) return null
  const byResource = Map.groupBy(changes, ({ resource }) => `${resource.type} ${resource.id}`)
  return (
    <Card title="What changed" description="Secrets are masked." isFlush>
      {[...byResource].map(([key, ofOne]) => {
        const { type, name, id } = ofOne[0]?.resource ?? { type: '', name: key, id: key }
        const called = `${type} ${name ?? id}`
        return (
          <div key={key} className="changes">
            {byResource.size > 1 && <h3 className="changes-resource">{called}</h3>}
            <DataTable label={`What changed of ${called}`} columns={COLUMNS} rows={ofOne} keyOf={({ path }) => path} />
          </div>
        )
      })}
    </Card>
  )
}

function Value({ value, sign }: { readonly value: unknown; readonly sign: 'left' | 'came' | undefined }) {
  const words = valueInWords(value)
  if (words === undefined) return <span className="muted">{sign ? 'nobody' : 'nothing'}</span>
  return (
    <span className="change-value">
      {words}
      {sign && <span className="muted"> {sign}</span>}
    </span>
  )
}
