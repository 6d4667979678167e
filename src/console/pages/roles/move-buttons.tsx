import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef } from 'react'
import { announce } from '../../components/announcer.tsx'
import { IconButton } from '../../components/button.tsx'

interface MoveButtonsProps {
  /** What is moved, as in "Move rule 2 up". */
  readonly name: string
  readonly index: number
  readonly count: number
  readonly onMove: (by: -1 | 1) => void
}

/** Moves a row up or down. The focus stays with the row. */
export function MoveButtons({ name, index, count, onMove }: MoveButtonsProps) {
  const group = useRef<HTMLSpanElement>(null)
  const move = (by: -1 | 1): void => {
    onMove(by)
    announce(`${name} is now number ${index + 1 + by} of ${count}`)
    // At an end, the button that was pressed can no longer be.
    if (index + by === (by === 1 ? count - 1 : 0)) {
      setTimeout(() => group.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus())
    }
  }
  return (
    <span ref={group} className="row move-buttons">
      <IconButton icon={ArrowUp} label={`Move ${name} up`} isDisabled={index === 0} onPress={() => move(-1)} />
      <IconButton
        icon={ArrowDown}
        label={`Move ${name} down`}
        isDisabled={index === count - 1}
        onPress={() => move(1)}
      />
    </span>
  )
}
