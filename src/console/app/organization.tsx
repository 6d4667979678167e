import { useQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { createContext, use } from 'react'
import { Outlet, useParams } from 'react-router'
import { getOrganizationOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { useTitle } from '../components/page-header.tsx'
import { SkeletonBlock } from '../components/skeleton.tsx'

const Current = createContext<Organization | undefined>(undefined)

/** Reads the organization of the address for all pages about it. */
export function OrganizationScope() {
  const { organizationId = '' } = useParams()
  const organization = useQuery(getOrganizationOptions({ path: { organizationId } }))
  if (organization.isPending) return <SkeletonBlock label="Loading the organization" lines={4} />
  if (organization.error?.status === 404) return <NoSuchOrganization />
  if (organization.isLoadingError) {
    return <ErrorState error={organization.error} onRetry={() => void organization.refetch()} isPage />
  }
  return (
    // Another organization is another page: nothing that was opened or typed goes along.
    <Current key={organization.data.id} value={organization.data}>
      <Outlet />
    </Current>
  )
}

function NoSuchOrganization() {
  useTitle('Organization not found')
  return (
    <EmptyState
      icon={Building2}
      title="This organization is not there"
      isPage
      actions={<LinkButton href="/">Go to the start</LinkButton>}
    >
      It may have been deleted, or it is one that your key does not open.
    </EmptyState>
  )
}

/** The organization that the page is about. */
export function useOrganization(): Organization {
  const organization = use(Current)
  if (!organization) throw new Error('useOrganization outside OrganizationScope')
  return organization
}
