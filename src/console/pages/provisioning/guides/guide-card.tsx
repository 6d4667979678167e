import { KeyRound } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { useMay } from '../../../app/session.tsx'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { CodeBlock } from '../../../components/code.tsx'
import { CopyField } from '../../../components/copy-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { profileName } from '../tokens/client-profiles.ts'
import type { TokenSuggestion } from '../tokens/create-token-dialog.tsx'
import { TOKEN, type Guide, type GuideField } from './guide.ts'
import { GUIDES } from './guides.ts'
import './guides.css'

interface GuideCardProps {
  readonly organization: Organization
  readonly guide: Guide
  readonly onChoose: (id: string) => void
  readonly onCreateToken: (suggestion: TokenSuggestion) => void
}

/** How to set up an identity provider, with this organization's own values. */
export function GuideCard({ organization, guide, onChoose, onCreateToken }: GuideCardProps) {
  const mayCreate = useMay('scim-tokens:write')
  const values = { scimUrl: organization.provisioning.scimBaseUrl }
  return (
    <Card title="Connect the identity provider" description="Which one does the organization have?">
      <ToggleButtonGroup
        aria-label="Identity provider"
        className="guide-choice"
        disallowEmptySelection
        selectedKeys={[guide.id]}
        onSelectionChange={([id]) => {
          if (id !== undefined) onChoose(String(id))
        }}
      >
        {GUIDES.map(({ id, name }) => (
          <ToggleButton key={id} id={id} className="guide-option">
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="stack">
        {values.scimUrl.startsWith('http:') && <NeedsHttps />}
        {guide.before && <Notice>{guide.before}</Notice>}
      </div>
      <ol className="guide-steps" aria-label={`Steps for ${guide.name}`}>
        <li className="guide-step">
          <div className="guide-step-body">
            <p>
              Here: create a SCIM token with the client profile{' '}
              <Badge tone="accent">{profileName(guide.clientProfile)}</Badge> and copy it, unless you have done so.
            </p>
            {mayCreate && (
              <div>
                <Button
                  size="small"
                  icon={KeyRound}
                  onPress={() => onCreateToken({ description: guide.name, clientProfile: guide.clientProfile })}
                >
                  Create a token for {guide.name}
                </Button>
              </div>
            )}
          </div>
        </li>
        {guide.steps(values).map(({ text, fields }, index) => (
          <li key={index} className="guide-step">
            <div className="guide-step-body">
              <p>{text}</p>
              {fields && <GuideFields fields={fields} />}
            </div>
          </li>
        ))}
      </ol>
      {guide.after && <p className="muted">{guide.after}</p>}
    </Card>
  )
}

/** Rollcall was started without the URL by which others reach it, as when it is tried on one's own machine. */
function NeedsHttps() {
  return (
    <Notice tone="warning" title="Identity providers cannot reach this URL">
      They come by HTTPS, from elsewhere. Put Rollcall behind your reverse proxy or a tunnel and start it with{' '}
      <code>PUBLIC_URL=https://scim.example.com</code>, and the right URL stands here.
    </Notice>
  )
}

function GuideFields({ fields }: { readonly fields: readonly GuideField[] }) {
  return (
    <dl className="guide-fields">
      {fields.map((field) => (
        <div key={field.label} className="guide-field">
          <dt>{field.label}</dt>
          <dd>
            <FieldValue {...field} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FieldValue({ label, value, isCopied = false }: GuideField) {
  if (isCopied && value.includes('\n')) return <CodeBlock label={label}>{value}</CodeBlock>
  if (isCopied) return <CopyField label={label} value={value} isLabelHidden />
  return value === TOKEN ? (
    <span className="guide-token">the SCIM token that you copied</span>
  ) : (
    <strong>{value}</strong>
  )
}
