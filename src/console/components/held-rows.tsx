import { Button } from './button.tsx'
import './held-rows.css'

interface HeldRowsProps {
  readonly count: number
  /** What they are, as in "1 new entry" and "2 new entries". */
  readonly one: string
  readonly many: string
  readonly onShow: () => void
}

/** Offers what came in while the visitor had scrolled down; nothing while nothing has. */
export function HeldRows({ count, one, many, onShow }: HeldRowsProps) {
  if (count === 0) return null
  return (
    <div className="held-rows">
      <Button
        size="small"
        variant="primary"
        onPress={() => {
          onShow()
          window.scrollTo({ top: 0 })
        }}
      >
        {count === 1 ? `Show 1 new ${one}` : `Show ${count} new ${many}`}
      </Button>
    </div>
  )
}
