import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { Navigate, useLocation } from 'react-router'
import { createSessionMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { Mark } from '../../app/brand.tsx'
import { changeSession } from '../../app/query-client.ts'
import { sessionOptions } from '../../app/session.tsx'
import { Button } from '../../components/button.tsx'
import { KeyField } from '../../components/key-field.tsx'
import { useTitle } from '../../components/page-header.tsx'
import { Splash } from '../../components/splash.tsx'
import './sign-in.css'

/** Signs a browser in with a key, and goes to where the visitor wanted to be. */
export function Component() {
  useTitle('Sign in')
  const session = useQuery(sessionOptions)
  const returnTo = useReturnPath()
  if (session.isPending) return <Splash />
  if (session.data) return <Navigate to={returnTo} replace />
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <header className="sign-in-header">
          <Mark />
          <h1>Sign in to Rollcall</h1>
        </header>
        <SignInForm />
        <WhereIsMyKey />
      </div>
    </main>
  )
}

function SignInForm() {
  const [key, setKey] = useState('')
  const signIn = useMutation({
    ...createSessionMutation(),
    meta: { isSignIn: true },
    onSuccess: changeSession,
  })
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (key.trim()) signIn.mutate({ body: { key: key.trim() } })
      }}
    >
      <KeyField value={key} onChange={setKey} error={signIn.error} autoFocus />
      <Button type="submit" variant="primary" isPending={signIn.isPending} isDisabled={key.trim() === ''}>
        Sign in
      </Button>
    </Form>
  )
}

function WhereIsMyKey() {
  return (
    <details className="sign-in-help">
      <summary>Where do I find the key?</summary>
      <dl>
        <dt>
          Operator key <code>rc_op_…</code>
        </dt>
        <dd>
          For whoever runs Rollcall. The terminal shows it at the first start; if <code>ROLLCALL_OPERATOR_KEY</code> is
          set, it is the value of that variable.
        </dd>
        <dt>
          Admin key <code>rc_adm_…</code>
        </dt>
        <dd>
          For the administrators of one organization. An owner of the organization, or the operator, makes it under{' '}
          <strong>Admin keys</strong> and gives it to you.
        </dd>
      </dl>
    </details>
  )
}

/** Where the visitor was, or wanted to go; only ever a path of the console. */
function useReturnPath(): string {
  const state: unknown = useLocation().state
  const isKnown = typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string'
  return isKnown ? String(state.from) : '/'
}
