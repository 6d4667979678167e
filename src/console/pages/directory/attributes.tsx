import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { ShortDate } from '../../components/relative-time.tsx'
import { attributeSections } from './attribute-facts.tsx'

interface AttributesProps {
  readonly resource: object & { readonly meta?: { created?: string; lastModified?: string; version?: string } }
}

/** What the identity provider says of a user or a group, and since when. */
export function Attributes({ resource }: AttributesProps) {
  const { created, lastModified, version } = resource.meta ?? {}
  return (
    <div className="stack">
      {attributeSections(resource).map(({ title, facts }) => (
        <Card key={title} title={title} isFlush>
          <Facts facts={facts} />
        </Card>
      ))}
      <Card title="Record" isFlush>
        <Facts
          facts={[
            { label: 'Provisioned', value: created && <ShortDate at={created} /> },
            { label: 'Last changed', value: lastModified && <ShortDate at={lastModified} /> },
            { label: 'Version', value: <code>{version}</code> },
          ]}
        />
      </Card>
    </div>
  )
}
