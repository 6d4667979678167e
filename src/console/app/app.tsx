import { QueryClientProvider } from '@tanstack/react-query'
import { I18nProvider } from 'react-aria-components'
import { RouterProvider } from 'react-router'
import { Announcer } from '../components/announcer.tsx'
import { setUpApi } from './api.ts'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'

setUpApi()

/** The console. */
export function App() {
  return (
    // The words are English, so numbers and what react-aria says are too.
    <I18nProvider locale="en-US">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Announcer />
      </QueryClientProvider>
    </I18nProvider>
  )
}
