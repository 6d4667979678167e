import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { rotateScimTokenMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import type { CreatedScimToken, ScimToken } from '#generated/sdk/types.gen.ts'
import { useIdempotencyKey } from '../../../app/idempotency.ts'
import { ifMatch } from '../../../app/if-match.ts'
import { readAgain } from '../../../app/read-again.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogFooter } from '../../../components/dialog.tsx'
import { InlineProblem } from '../../../components/error-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Select, type SelectOption } from '../../../components/select.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'
import type { TokenDialogProps } from './token-dialog-props.ts'

/** Hours for which the old secret goes on working. */
const OVERLAPS = [
  { id: '24', label: '24 hours', description: 'Time to paste the new one without a failure' },
  { id: '1', label: '1 hour' },
  { id: '168', label: '7 days' },
  { id: '0', label: 'Not at all', description: 'If somebody may have seen it' },
] as const satisfies readonly SelectOption<string>[]

type Overlap = (typeof OVERLAPS)[number]['id']

/** Gives a token a new secret, which is shown once. */
export function RotateTokenDialog({ organization, token, onClose }: TokenDialogProps) {
  const [rotated, setRotated] = useState<CreatedScimToken>()
  return (
    <>
      <Dialog title="Rotate SCIM token" isOpen={token !== undefined} onClose={onClose}>
        {token && (
          <RotateTokenForm
            organizationId={organization.id}
            token={token}
            onClose={onClose}
            onRotated={(created) => {
              onClose()
              setRotated(created)
            }}
          />
        )}
      </Dialog>
      <NewTokenDialog title="SCIM token rotated" token={rotated} onClose={() => setRotated(undefined)} />
    </>
  )
}

interface RotateTokenFormProps {
  readonly organizationId: string
  readonly token: ScimToken
  readonly onClose: () => void
  readonly onRotated: (token: CreatedScimToken) => void
}

function RotateTokenForm({ organizationId, token, onClose, onRotated }: RotateTokenFormProps) {
  const [overlap, setOverlap] = useState<Overlap>('24')
  const idempotency = useIdempotencyKey()
  const rotate = useMutation({
    ...rotateScimTokenMutation(),
    onError: (problem) => {
      idempotency.onError(problem)
      void readAgain('listScimTokens')
    },
    onSuccess: (created) => {
      void readAgain('listScimTokens')
      onRotated(created)
    },
  })
  const hasOverlap = token.overlapEndsAt !== null && Date.parse(token.overlapEndsAt) > Date.now()
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        rotate.mutate({
          path: { organizationId, tokenId: token.id },
          headers: { 'Idempotency-Key': idempotency.key, ...ifMatch(token.version) },
          body: { overlapHours: Number(overlap) },
        })
      }}
    >
      <p>
        <strong className="anywhere">{token.description}</strong> gets a new secret. Paste it into the identity provider
        while the old one still works, and no request fails.
      </p>
      <Select label="The old secret keeps working for" options={OVERLAPS} value={overlap} onChange={setOverlap} />
      {overlap === '0' && (
        <Notice tone="warning">Requests fail from now until the identity provider has the new secret.</Notice>
      )}
      {hasOverlap && (
        <Notice tone="warning">
          This token was rotated a short time ago. The secret from before that stops at once.
        </Notice>
      )}
      {rotate.error && <InlineProblem error={rotate.error} />}
      <DialogFooter>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={rotate.isPending}>
          Rotate
        </Button>
      </DialogFooter>
    </Form>
  )
}
