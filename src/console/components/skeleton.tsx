import './skeleton.css'

/** Stands where a line of text will be. */
export function Skeleton({ width = '100%' }: { readonly width?: string }) {
  return <span className="skeleton" style={{ width }} aria-hidden />
}

/** Stands where something will be, and tells screen readers so. */
export function SkeletonBlock({ label, lines = 3 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div role="status" className="skeleton-block">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} width={WIDTHS[line % WIDTHS.length] ?? '100%'} />
      ))}
    </div>
  )
}

const WIDTHS = ['60%', '85%', '40%', '70%'] as const
