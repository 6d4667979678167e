import type { DeliveryDetail } from '#generated/sdk/types.gen.ts'
import { Card } from '../../../components/card.tsx'
import { CodeBlock, JsonView } from '../../../components/code.tsx'
import { Facts, type FactItem } from '../../../components/facts.tsx'
import { inFull } from '../../../components/time.ts'
import { durationInWords } from '../../activity/words.ts'
import './attempt.css'

type DeliveryAttempt = DeliveryDetail['attempts'][number]

/** One try: what was sent, what was answered, and how long it took. */
export function Attempt({ attempt }: { readonly attempt: DeliveryAttempt }) {
  const { number, at, request, response } = attempt
  const name = `Try ${number}`
  return (
    <Card title={name} description={inFull(at)} isFlush>
      <Facts facts={factsOf(attempt)} />
      <div className="attempt-messages">
        {request && (
          <>
            <h3>Sent</h3>
            <CodeBlock label={`Headers of try ${number}`}>{headerLines(request.headers)}</CodeBlock>
            <JsonView label={`Body of try ${number}`} value={request.body} />
          </>
        )}
        <h3>Answered</h3>
        {response ? (
          <JsonView label={`Answer to try ${number}`} value={response} />
        ) : (
          <p className="muted">{attempt.status === null ? 'There was no answer.' : 'The answer had no body.'}</p>
        )}
      </div>
    </Card>
  )
}

function factsOf({ status, error, durationMs, url }: DeliveryAttempt): FactItem[] {
  return [
    ...(error === null ? [] : [{ label: 'Failed', value: error }]),
    { label: 'Answer', value: status ?? 'none' },
    { label: 'Took', value: durationInWords(durationMs) },
    ...(url === null ? [] : [{ label: 'URL', value: <span className="mono">{url}</span> }]),
  ]
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
