import { LoaderCircle } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useOrganization } from '../../app/organization.tsx'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Dialog, DialogFooter } from '../../components/dialog.tsx'
import { InlineProblem } from '../../components/error-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useVerification, type Verification } from './use-verification.ts'
import './verify-dialog.css'

interface VerifyDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Follows the chain of activity as soon as it opens, and says whether anybody has tampered with the record. */
export function VerifyDialog({ isOpen, onClose }: VerifyDialogProps) {
  return (
    <Dialog title="Is the record intact?" isOpen={isOpen} onClose={onClose} size="large" isDismissable>
      <Verify onClose={onClose} />
    </Dialog>
  )
}

function Verify({ onClose }: { readonly onClose: () => void }) {
  const { id: organizationId } = useOrganization()
  const { data, error, isFetching, progress, refetch } = useVerification(organizationId)
  return (
    <>
      <div role="status" className="stack">
        {isFetching && (
          <p className="verify-progress">
            <LoaderCircle size={20} aria-hidden className="spin" />
            {progress === 0 ? 'Looking at the first entries …' : `${entries(progress)} looked at so far …`}
          </p>
        )}
        {!isFetching && data && <Verdict verification={data} />}
      </div>
      {!isFetching && error && <InlineProblem error={error} />}
      <DialogFooter>
        {!isFetching && <Button onPress={() => void refetch()}>Verify again</Button>}
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      </DialogFooter>
    </>
  )
}

function Verdict({ verification }: { readonly verification: Verification }) {
  const { isIntact, entries: count, head, unsealed } = verification
  return (
    <>
      {isIntact ? (
        <Notice tone="success" title="The record is intact">
          {count === 0
            ? 'No entry is sealed yet: that happens within seconds of a request.'
            : `${entries(count)}: none was altered, removed before its time, or added later.`}
        </Notice>
      ) : (
        <Notice tone="danger" title="Somebody has tampered with the record">
          <p>
            {entries(count)} were looked at. What was found concerns the database itself: show it to whoever is
            responsible for its security, before anything else is changed there.
          </p>
        </Notice>
      )}
      {verification.problems.length > 0 && <Problems problems={verification.problems} />}
      {unsealed > 0 && (
        <p className="muted">
          {entries(unsealed)} of the last moments {unsealed === 1 ? 'is' : 'are'} not sealed yet, and not looked at.
        </p>
      )}
      {head && (
        <div>
          <CopyField
            label="Last link of the chain"
            description="Keep it outside of Rollcall. Whoever cut off the end of the record could not make this link again."
            value={head.hash}
          />
          <p className="muted">
            Block {head.block.toLocaleString('en')}, sealed <RelativeTime at={head.at} />
          </p>
        </div>
      )}
    </>
  )
}

const KINDS: Readonly<Record<Verification['problems'][number]['kind'], string>> = {
  altered: 'Altered',
  missing: 'Removed',
  added: 'Added later',
  chainBroken: 'Chain broken',
}

function Problems({ problems }: Pick<Verification, 'problems'>) {
  const { id: organizationId } = useOrganization()
  return (
    <ul className="verify-problems" aria-label="What was found">
      {problems.map(({ kind, block, entryId, detail }) => (
        <li key={`${kind} ${block ?? ''} ${entryId ?? ''}`}>
          <strong>{KINDS[kind]}</strong> {detail}{' '}
          {entryId !== null && kind !== 'missing' && (
            <Link className="link" href={`/organizations/${organizationId}/activity/${entryId}`}>
              Open the entry
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count.toLocaleString('en')} entries`
}
