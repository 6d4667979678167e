import { Check, Circle, LoaderCircle, X } from 'lucide-react'
import { Link } from 'react-aria-components'
import type { Connection } from '#generated/sdk/types.gen.ts'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { LastFailure } from './last-failure.tsx'
import { AFTER_THE_TEST, STEPS } from './steps.ts'
import './connection.css'

interface ConnectionProgressProps {
  readonly organizationId: string
  readonly connection: Connection
}

type StepState = 'passed' | 'failed' | 'next' | 'later'

const SAID: Readonly<Record<StepState, string>> = {
  passed: 'Done',
  failed: 'Failed',
  next: 'Waiting',
  later: 'Not yet',
}

/** How far the identity provider has come, and what stopped it. */
export function ConnectionProgress({ organizationId, connection }: ConnectionProgressProps) {
  const next = connection.steps.findIndex(({ passedAt }) => passedAt === null)
  const stateOf = (index: number): StepState => {
    if (connection.steps[index]?.passedAt) return 'passed'
    if (index !== next) return 'later'
    return connection.state === 'failing' ? 'failed' : 'next'
  }
  return (
    <div className="stack">
      <p className={`connection-state connection-state-${connection.state}`} aria-live="polite">
        <Headline connection={connection} />
      </p>
      <ol className="steps" aria-label="Steps of the connection" aria-live="polite">
        {connection.steps.map(({ step, passedAt, activityId }, index) => {
          const state = stateOf(index)
          return (
            <li key={step} className={`step step-${state}`}>
              <StepIcon state={state} />
              <span className="step-text">
                <span className="visually-hidden">{SAID[state]}: </span>
                {passedAt ? STEPS[step].passed : STEPS[step].waiting}
                {!passedAt && AFTER_THE_TEST.has(step) && (
                  <span className="muted"> — when you assign it over there</span>
                )}
              </span>
              {passedAt && (
                <span className="step-time">
                  {activityId ? (
                    <Link href={`/organizations/${organizationId}/activity/${activityId}`} className="link">
                      <RelativeTime at={passedAt} />
                    </Link>
                  ) : (
                    <RelativeTime at={passedAt} />
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {connection.lastFailure && <LastFailure organizationId={organizationId} entry={connection.lastFailure} />}
    </div>
  )
}

function Headline({ connection: { state, client, lastRequestAt } }: { readonly connection: Connection }) {
  if (state === 'waiting') {
    return (
      <>
        <LoaderCircle size={18} className="spin" aria-hidden />
        Waiting for your identity provider’s test…
      </>
    )
  }
  if (state === 'failing') {
    return (
      <>
        <X size={18} aria-hidden />
        The test of your identity provider fails
      </>
    )
  }
  return (
    <>
      <Check size={18} aria-hidden />
      <span className="anywhere">
        {client ?? 'Your identity provider'} is connected
        {lastRequestAt && (
          <span className="muted">
            {' '}
            · last request <RelativeTime at={lastRequestAt} />
          </span>
        )}
      </span>
    </>
  )
}

function StepIcon({ state }: { readonly state: StepState }) {
  const Icon = { passed: Check, failed: X, next: LoaderCircle, later: Circle }[state]
  return (
    <span className="step-icon" aria-hidden>
      <Icon size={14} strokeWidth={2.5} className={state === 'next' ? 'spin' : undefined} />
    </span>
  )
}
