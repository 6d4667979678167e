import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Form } from 'react-aria-components'
import { createSessionMutation } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { Button } from '../components/button.tsx'
import { Dialog, DialogFooter } from '../components/dialog.tsx'
import { KeyField } from '../components/key-field.tsx'
import { cancelFreshSignIn, useFreshSignIn } from './fresh-sign-in.ts'
import { changeSession } from './query-client.ts'
import { useSession } from './session.tsx'

/** Opens by itself where an operation wants a fresh sign-in, which then is done. */
export function FreshSignInDialog() {
  const settle = useFreshSignIn()
  // When the session ends meanwhile, nobody who was waiting may go on after the next sign-in.
  useEffect(() => cancelFreshSignIn, [])
  return (
    <Dialog title="Sign in again" isOpen={settle !== undefined} onClose={() => settle?.(false)}>
      {settle && <FreshSignInForm onDone={settle} />}
    </Dialog>
  )
}

function FreshSignInForm({ onDone }: { readonly onDone: (isFresh: boolean) => void }) {
  const { description, keyId } = useSession()
  const [key, setKey] = useState('')
  const signIn = useMutation({
    ...createSessionMutation(),
    meta: { isSignIn: true },
    onSuccess: (session) => {
      // What was asked for with one key is not done with another.
      onDone(session.keyId === keyId)
      changeSession(session)
    },
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate({ body: { key: key.trim() } })
      }}
    >
      <p>
        Tokens and keys can be made, rotated and revoked for five minutes after a sign-in, so that nobody does it at a
        browser that was left open. Enter the key that you signed in with (<strong>{description}</strong>) to go on.
      </p>
      <KeyField value={key} onChange={setKey} error={signIn.error} autoFocus />
      <DialogFooter>
        <Button onPress={() => onDone(false)}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={signIn.isPending} isDisabled={key.trim() === ''}>
          Sign in and go on
        </Button>
      </DialogFooter>
    </Form>
  )
}
