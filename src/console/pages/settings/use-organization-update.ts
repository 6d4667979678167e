import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getOrganizationQueryKey, updateOrganizationMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { Organization, OrganizationUpdate, Problem } from '#generated/sdk/types.gen.ts'
import { ifMatch } from '../../app/if-match.ts'
import { readAgain } from '../../app/read-again.ts'
import { toast } from '../../components/announcer.tsx'

/**
 * Changes the organization, if it still is as the visitor has seen it. What was answered is what all pages show from then
 * on.
 */
export function useOrganizationUpdate({ id: organizationId }: Organization, onError?: () => Promise<void>) {
  const queryClient = useQueryClient()
  const update = useMutation({
    ...updateOrganizationMutation(),
    ...(onError && { onError }),
    onSuccess: (changed) => {
      queryClient.setQueryData(getOrganizationQueryKey({ path: { organizationId } }), changed)
      void readAgain('listOrganizations')
      toast('Settings saved')
    },
  })
  const save = (body: OrganizationUpdate, version: string): void =>
    update.mutate({ path: { organizationId }, headers: ifMatch(version), body })
  return { save, isPending: update.isPending, error: update.error, reset: update.reset }
}

/** Whether somebody else was faster. */
export function isConflict(error: Problem | null): error is Problem {
  return error?.status === 412
}
