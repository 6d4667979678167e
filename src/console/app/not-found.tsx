import { Compass } from 'lucide-react'
import { LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useTitle } from '../components/page-header.tsx'

/** An address that the console does not have. */
export function NotFound() {
  useTitle('Page not found')
  return (
    <EmptyState
      icon={Compass}
      title="This page does not exist"
      isPage
      actions={<LinkButton href="/">Go to the start</LinkButton>}
    >
      The address may be old, or a letter of it may be missing.
    </EmptyState>
  )
}
