import { useState, type ReactNode } from 'react'
import { Form } from 'react-aria-components'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { Button } from './button.tsx'
import { DialogFooter } from './dialog.tsx'
import { InlineProblem } from './error-state.tsx'
import { TextField } from './text-field.tsx'

interface TypeToConfirmProps {
  /** What must be typed. */
  readonly name: string
  /** What the button says that does it. */
  readonly action: string
  readonly isPending: boolean
  /** Why it did not work the last time. */
  readonly error: Problem | null
  readonly onConfirm: () => void
  readonly onCancel: () => void
  /** What is lost. */
  readonly children: ReactNode
}

/** The form of a dialog that takes something away for good, after its name was typed. */
export function TypeToConfirm({ name, action, isPending, error, onConfirm, onCancel, children }: TypeToConfirmProps) {
  const [typed, setTyped] = useState('')
  const isConfirmed = typed.trim() === name
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) onConfirm()
      }}
    >
      {children}
      <TextField
        label={`Type ${name} to confirm`}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        isRequired
        autoFocus
      />
      {error && <InlineProblem error={error} />}
      <DialogFooter>
        <Button onPress={onCancel}>Cancel</Button>
        <Button type="submit" variant="danger" isDisabled={!isConfirmed} isPending={isPending}>
          {action}
        </Button>
      </DialogFooter>
    </Form>
  )
}
