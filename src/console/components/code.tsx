import { Check, Copy } from 'lucide-react'
import { Button } from './button.tsx'
import { useCopy } from './copy.ts'
import './code.css'

interface CodeBlockProps {
  /** What it is, for screen readers and for the message that it was copied. */
  readonly label: string
  readonly children: string
}

/** Text for programs, as it is, with a button to copy it. */
export function CodeBlock({ label, children }: CodeBlockProps) {
  const { isCopied, copy } = useCopy(children, label)
  return (
    <figure className="code" aria-label={label}>
      {/* A region that scrolls must be within reach of the keyboard. */}
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{children}</code>
      </pre>
      <div className="code-copy">
        <Button size="small" icon={isCopied ? Check : Copy} aria-label={`Copy ${label}`} onPress={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </figure>
  )
}

/** A value as JSON. Text that is not JSON is shown as it is. */
export function JsonView({ label, value }: { readonly label: string; readonly value: unknown }) {
  return <CodeBlock label={label}>{toText(value)}</CodeBlock>
}

function toText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, undefined, 2)
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2)
  } catch {
    return value
  }
}
