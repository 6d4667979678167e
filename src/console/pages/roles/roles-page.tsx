import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { getRoleMappingsOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useOrganization } from '../../app/organization.tsx'
import { useMay } from '../../app/session.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { SkeletonBlock } from '../../components/skeleton.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { MappingsEditor } from './mappings-editor.tsx'
import { ProductRoles, RulesView } from './mappings-view.tsx'
import { RoleHolders } from './role-holders.tsx'
import './roles.css'

/** Which groups give which roles of the product, and who has them. */
export function Component() {
  const { id: organizationId } = useOrganization()
  const mayWrite = useMay('role-mappings:write')
  const [params, setParams] = useSearchParams()
  const mappings = useQuery(getRoleMappingsOptions({ path: { organizationId } }))
  return (
    <>
      <PageHeader
        title="Roles"
        description="Groups of the identity provider give roles of your product. A change takes effect at once, whether it is of a rule or of who is in a group."
      />
      {mappings.isPending && <SkeletonBlock label="Loading the roles" lines={8} />}
      {mappings.isLoadingError && <ErrorState error={mappings.error} onRetry={() => void mappings.refetch()} />}
      {mappings.data && (
        <Tabs
          label="Views of roles"
          selected={params.get('view') ?? 'rules'}
          onSelect={(view) => setParams(view === 'rules' ? {} : { view }, { replace: true })}
          tabs={[
            {
              id: 'rules',
              label: 'Rules',
              content: mayWrite ? (
                <MappingsEditor mappings={mappings.data} />
              ) : (
                <div className="stack">
                  <Notice>You see the rules; only an owner of the organization may change them.</Notice>
                  <ProductRoles roles={mappings.data.roles} />
                  <RulesView mappings={mappings.data} />
                </div>
              ),
            },
            { id: 'users', label: 'Users', content: <RoleHolders roles={mappings.data.roles} /> },
          ]}
        />
      )}
    </>
  )
}
