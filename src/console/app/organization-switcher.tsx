import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Button, Dialog, DialogTrigger, Menu, MenuItem, Popover } from 'react-aria-components'
import { useNavigate } from 'react-router'
import { getOrganizationOptions, listOrganizationsOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { SearchField } from '../components/search-field.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { useSession } from './session.tsx'
import '../components/popover.css'
import './organization-switcher.css'

/** The organization that one is in. The operator can go over to another. */
export function OrganizationSwitcher({ organizationId }: { readonly organizationId: string | undefined }) {
  const { organization } = useSession()
  if (organization) {
    return (
      <p className="switcher-name">
        <span className="visually-hidden">Organization: </span>
        {organization.name}
      </p>
    )
  }
  return organizationId === undefined ? null : <Switcher organizationId={organizationId} />
}

function Switcher({ organizationId }: { readonly organizationId: string }) {
  const current = useQuery(getOrganizationOptions({ path: { organizationId } }))
  const [isOpen, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="switcher">
        <span className="visually-hidden">Organization: </span>
        <span className="switcher-current">{current.data?.name ?? <Skeleton width="7rem" />}</span>
        <ChevronsUpDown size={16} aria-hidden />
      </Button>
      <Popover className="popover switcher-popover" placement="bottom start" offset={4}>
        <Dialog aria-label="Go to another organization" className="switcher-dialog">
          <Choice onChosen={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Choice({ onChosen }: { readonly onChosen: () => void }) {
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const found = useQuery({
    ...listOrganizationsOptions({ query: { limit: 20, ...(text.trim() && { search: text.trim() }) } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField label="Find an organization" placeholder="Find an organization" autoFocus />
      <Menu
        aria-label="Organizations"
        className="listbox"
        items={found.data?.items ?? []}
        renderEmptyState={() => <p className="switcher-none">{found.isPending ? 'Loading…' : 'None has this name.'}</p>}
        onAction={(id) => {
          onChosen()
          void navigate(`/organizations/${id}/provisioning`)
        }}
      >
        {({ id, name, slug }) => (
          <MenuItem id={id} textValue={name} className="listbox-item">
            <span className="listbox-text">
              {name}
              <span className="field-description">{slug}</span>
            </span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}
