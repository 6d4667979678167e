import { CircleAlert } from 'lucide-react'
import { useRouteError } from 'react-router'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'

/** Stands where a page broke, or could not be loaded because the server has a newer console by now. */
export function RouteError() {
  const error = useRouteError()
  const detail = error instanceof Error ? error.message : ''
  return (
    <div role="alert">
      <EmptyState
        icon={CircleAlert}
        title="This page did not work"
        isPage
        actions={<Button onPress={() => location.reload()}>Load the page again</Button>}
      >
        The console may be older than the server, or something in it is broken. {detail && <code>{detail}</code>}
      </EmptyState>
    </div>
  )
}
