import { useMutation } from '@tanstack/react-query'
import { exportActivity } from '#generated/sdk/sdk.gen.ts'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { save } from '../../components/save.ts'

/** What was answered in the last seconds may be stored later than what follows it. */
const SETTLED_MS = 60_000

interface Exported {
  readonly id: string
  readonly slug: string
}

/** Reads all activity of an organization up to a minute ago, oldest first, and has the browser save it as NDJSON. */
export function useExport() {
  return useMutation<void, Problem, Exported>({
    mutationFn: async ({ id: organizationId, slug }) => {
      const to = new Date(Date.now() - SETTLED_MS).toISOString()
      const pieces: string[] = []
      for (let after: string | undefined; ;) {
        const query = { to, limit: 1_000, ...(after !== undefined && { after }) }
        const { data } = await exportActivity({ path: { organizationId }, query, parseAs: 'text', throwOnError: true })
        const last = data.trimEnd().split('\n').at(-1)
        if (!last) break
        pieces.push(data)
        after = (JSON.parse(last) as { id: string }).id
      }
      save(new Blob(pieces, { type: 'application/x-ndjson' }), `${slug}-activity-${to.slice(0, 10)}.ndjson`)
    },
  })
}
