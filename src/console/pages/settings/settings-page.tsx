import { useMay } from '../../app/session.tsx'
import { useOrganization } from '../../app/organization.tsx'
import { Card } from '../../components/card.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { DeleteOrganization } from './delete-organization.tsx'
import { Entitlement } from './entitlement.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { RestoreUsers } from './restore-users.tsx'

/** What can be set about the organization. */
export function Component() {
  const { id, slug, provisioning } = useOrganization()
  const mayChange = useMay('organization:write')
  const mayEntitle = useMay('entitlements:write')
  const mayDelete = useMay('organizations:delete')
  return (
    <>
      <PageHeader title="Settings" />
      <div className="stack">
        {!mayChange && <Notice>You see the settings; only an owner of the organization may change them.</Notice>}
        <GeneralSettings mayChange={mayChange} />
        <RestoreUsers mayChange={mayChange} />
        {mayEntitle && <Entitlement />}
        <Card title="For programs" description="By these the API, the command line and support know the organization.">
          <div className="stack">
            <CopyField label="Organization ID" value={id} />
            <CopyField label="Short name" value={slug} />
            <CopyField label="SCIM URL" value={provisioning.scimBaseUrl} />
          </div>
        </Card>
        {mayDelete && <DeleteOrganization />}
      </div>
    </>
  )
}
