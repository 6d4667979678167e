import { CircleAlert } from 'lucide-react'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import './state.css'

interface ErrorStateProps {
  readonly error: Problem
  readonly onRetry: () => void
  /** Whether it stands for the whole page, and not for a part of one. */
  readonly isPage?: boolean
}

/** Stands where something could not be read: what went wrong, what to quote, and another try. */
export function ErrorState({ error, onRetry, isPage = false }: ErrorStateProps) {
  return (
    <div className={isPage ? 'state state-page' : 'state'} role="alert">
      <CircleAlert size={28} aria-hidden className="state-icon state-icon-danger" />
      {isPage ? <h1 className="state-title">{error.title}</h1> : <p className="state-title">{error.title}</p>}
      {error.detail && <p className="state-text anywhere">{error.detail}</p>}
      <RequestId error={error} />
      <div className="row">
        <Button onPress={onRetry}>Try again</Button>
      </div>
    </div>
  )
}

/** Says next to a button or in a dialog that what was pressed did not work. */
export function InlineProblem({ error }: { readonly error: Problem }) {
  return (
    <div role="alert">
      <Notice tone="danger" title={error.title}>
        {error.detail}
        <RequestId error={error} />
      </Notice>
    </div>
  )
}

function RequestId({ error }: { readonly error: Problem }) {
  if (!error.requestId) return null
  return (
    <p className="state-request">
      Request <code>{error.requestId}</code>
    </p>
  )
}
