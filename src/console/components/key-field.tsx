import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { FieldError, Input, Label, TextField } from 'react-aria-components'
import type { Problem } from '#generated/sdk/types.gen.ts'
import { IconButton } from './button.tsx'
import { InlineProblem } from './error-state.tsx'
import './field.css'
import './key-field.css'

interface KeyFieldProps {
  readonly value: string
  readonly onChange: (key: string) => void
  readonly error: Problem | null
  readonly autoFocus?: boolean
}

/** Where an admin or operator key is pasted. Covered, unless one wants to look. */
export function KeyField({ value, onChange, error, autoFocus = false }: KeyFieldProps) {
  const [isShown, setShown] = useState(false)
  const isRefused = error?.status === 401
  return (
    <>
      <TextField
        className="field"
        type={isShown ? 'text' : 'password'}
        name="key"
        autoComplete="current-password"
        value={value}
        onChange={onChange}
        isRequired
        isInvalid={isRefused}
        validationBehavior="aria"
        autoFocus={autoFocus}
        maxLength={512}
      >
        <Label className="field-label">Admin or operator key</Label>
        <div className="key-field">
          <Input className="input mono" placeholder="rc_adm_… or rc_op_…" spellCheck={false} autoCapitalize="none" />
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? 'Cover the key' : 'Show the key'}
            onPress={() => setShown(!isShown)}
          />
        </div>
        <FieldError className="field-error">
          This key is not valid. It may be mistyped, revoked or expired; a SCIM token (rc_scim_…) does not open the
          console.
        </FieldError>
      </TextField>
      {error && !isRefused && <InlineProblem error={error} />}
    </>
  )
}
