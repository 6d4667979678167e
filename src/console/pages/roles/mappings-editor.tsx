import { useState } from 'react'
import type { RoleMappings, RoleMappingsRequest } from '#generated/sdk/types.gen.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Select } from '../../components/select.tsx'
import { isChanged, problemOf, toDraft, toRequest } from './draft.ts'
import { ProductRoles } from './mappings-view.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { ProductRolesEditor } from './product-roles-editor.tsx'
import { RulesEditor } from './rules-editor.tsx'

const NONE = ' none'

/** Changes roles, rules and the default role together; nothing counts before it was looked at and saved. */
export function MappingsEditor({ mappings }: { readonly mappings: RoleMappings }) {
  const mayChangeRoles = useSession().role === 'operator'
  // What the visitor began with. The rules may be read anew meanwhile, and then the two differ.
  const [seen, setSeen] = useState(mappings)
  const [draft, setDraft] = useState(() => toDraft(mappings))
  const [previewed, setPreviewed] = useState<RoleMappingsRequest>()
  const changed = isChanged(draft, seen)
  const problem = problemOf(draft)
  const begin = (from: RoleMappings): void => {
    setSeen(from)
    setDraft(toDraft(from))
  }
  if (mappings.version > seen.version && !changed) begin(mappings)
  const roles = draft.roles.filter(({ name }) => name.trim() !== '')
  return (
    <div className="stack">
      {mayChangeRoles ? <ProductRolesEditor draft={draft} onChange={setDraft} /> : <ProductRoles roles={draft.roles} />}
      <RulesEditor draft={draft} stored={seen} onChange={(rules) => setDraft({ ...draft, rules })} />
      {roles.length > 0 && (
        <Card title="Default role" description="For everybody to whom no rule gives a role.">
          <div className="default-role">
            <Select
              label="Default role"
              isLabelHidden
              options={[{ id: NONE, label: 'None' }, ...roles.map(({ name }) => ({ id: name, label: name }))]}
              value={draft.defaultRole ?? NONE}
              onChange={(id) => setDraft({ ...draft, defaultRole: id === NONE ? null : id })}
            />
          </div>
        </Card>
      )}
      {changed && (
        <section className="save-bar" aria-label="Changes that are not saved">
          <span>{problem ?? 'Nothing is saved yet.'}</span>
          <span className="row">
            <Button variant="quiet" onPress={() => begin(mappings)}>
              Discard
            </Button>
            <Button
              variant="primary"
              isDisabled={problem !== undefined}
              onPress={() => setPreviewed(toRequest(draft, mayChangeRoles))}
            >
              Preview changes
            </Button>
          </span>
        </section>
      )}
      <PreviewDialog
        request={previewed}
        version={seen.version}
        onClose={() => setPreviewed(undefined)}
        onSaved={(saved) => {
          setPreviewed(undefined)
          begin(saved)
        }}
        onTheirs={setSeen}
      />
    </div>
  )
}
