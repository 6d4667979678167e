import { CircleHelp } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import '../../components/popover.css'

export interface FilterExample {
  /** What it finds. */
  readonly finds: string
  readonly filter: string
}

const OPERATORS: readonly (readonly [operator: string, meaning: string])[] = [
  ['eq, ne', 'is, is not'],
  ['co, sw, ew', 'contains, starts with, ends with'],
  ['pr', 'is there at all: title pr'],
  ['gt, ge, lt, le', 'after, from, before, until'],
  ['and, or, not ( )', 'both, one of them, the opposite'],
  ['emails[type eq "work" and value co "@"]', 'one element that fits both'],
]

interface FilterHelpProps {
  readonly noun: string
  readonly examples: readonly FilterExample[]
  readonly onChoose: (filter: string) => void
}

/** How to write a SCIM filter: examples to press, and the operators. */
export function FilterHelp({ noun, examples, onChoose }: FilterHelpProps) {
  return (
    <DialogTrigger>
      <Button variant="quiet" icon={CircleHelp}>
        Filter help
      </Button>
      <Popover className="popover filter-help" placement="bottom end" offset={4}>
        <Dialog className="filter-help-dialog">
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>
                Find {noun}
              </Heading>
              <p className="muted">
                Words are looked for in names. For anything else, write a SCIM filter, or press one of these:
              </p>
              <ul className="filter-examples">
                {examples.map(({ finds, filter }) => (
                  <li key={filter}>
                    <AriaButton
                      className="filter-example"
                      onPress={() => {
                        close()
                        onChoose(filter)
                      }}
                    >
                      <span>{finds}</span>
                      <code>{filter}</code>
                    </AriaButton>
                  </li>
                ))}
              </ul>
              <h3>Operators</h3>
              <dl className="filter-operators">
                {OPERATORS.map(([operator, meaning]) => (
                  <div key={operator}>
                    <dt>
                      <code>{operator}</code>
                    </dt>
                    <dd className="muted">{meaning}</dd>
                  </div>
                ))}
              </dl>
              <p className="muted">Text and times stand in double quotes; true, false and numbers do not.</p>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
