import { Check, Copy } from 'lucide-react'
import { useId } from 'react'
import { Button } from './button.tsx'
import { useCopy } from './copy.ts'
import './field.css'
import './copy-field.css'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
  readonly description?: string
  /** Hears that it was copied. */
  readonly onCopy?: () => void
  readonly isLabelHidden?: boolean
}

/** A value to be pasted somewhere else. */
export function CopyField({ label, value, description, onCopy, isLabelHidden = false }: CopyFieldProps) {
  const { isCopied, copy } = useCopy(value, label)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {description && <span className="field-description">{description}</span>}
      <div className="copy-field">
        <input
          id={id}
          className="copy-field-value mono"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          onCopy={onCopy}
        />
        <Button
          size="small"
          icon={isCopied ? Check : Copy}
          aria-label={`Copy ${label}`}
          onPress={() => {
            void copy().then((done) => {
              if (done) onCopy?.()
            })
          }}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  )
}
