import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { Outlet, useParams } from 'react-router'
import { getOrganizationOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import { ErrorState } from '../components/error-state.tsx'
import { SkeletonBlock } from '../components/skeleton.tsx'

const Current = createContext<Organization | undefined>(undefined)

/** Reads the organization of the address for all pages about it. */
export function OrganizationScope() {
  const { organizationId = '' } = useParams()
  const organization = useQuery(getOrganizationOptions({ path: { organizationId } }))
  if (organization.isPending) return <SkeletonBlock label="Loading the organization" lines={4} />
  if (organization.isError) {
    return <ErrorState error={organization.error} onRetry={() => void organization.refetch()} isPage />
  }
  return (
    // Another organization is another page: nothing that was opened or typed goes along.
    <Current key={organization.data.id} value={organization.data}>
      <Outlet />
    </Current>
  )
}

/** The organization that the page is about. */
export function useOrganization(): Organization {
  const organization = use(Current)
  if (!organization) throw new Error('useOrganization outside OrganizationScope')
  return organization
}
