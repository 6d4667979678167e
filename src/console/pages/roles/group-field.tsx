import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { listOrganizationGroupsOptions } from '#generated/sdk/@tanstack/react-query.gen.ts'
import { useDebounced } from '../../app/debounced.ts'
import { useOrganization } from '../../app/organization.tsx'
import { toFilter } from '../directory/filter-text.ts'
import type { RuleDraft } from './draft.ts'
import '../../components/field.css'
import '../../components/popover.css'

/** The first of the list: what was typed, as a name and not as a group that there is. */
const BY_NAME = 'name:'

interface GroupFieldProps {
  readonly label: string
  readonly value: RuleDraft['group']
  readonly onChange: (group: RuleDraft['group']) => void
  /** Whether the visitor has just asked for it. */
  readonly autoFocus: boolean
}

/** Chooses a group by search, or takes a name for whatever group is or will be called so. */
export function GroupField({ label, value, onChange, autoFocus }: GroupFieldProps) {
  const { id: organizationId } = useOrganization()
  const sought = useDebounced(value.id === undefined ? value.name.trim() : '')
  const groups = useQuery({
    ...listOrganizationGroupsOptions({
      path: { organizationId },
      query: { ...(sought !== '' && { filter: toFilter(sought, ['displayName']) }), limit: 20 },
    }),
    placeholderData: keepPreviousData,
  })
  const found = (groups.data?.items ?? []).map(({ id, displayName }) => ({ id, name: displayName ?? id }))
  const typed = value.id === undefined ? value.name.trim() : ''
  const options = [
    ...found.map(({ id, name }) => ({ id, name, note: '' })),
    ...(typed === '' ? [] : [{ id: BY_NAME, name: typed, note: 'Whatever group has this name, now or later' }]),
  ]
  return (
    <ComboBox
      className="field group-field"
      items={options}
      inputValue={value.name}
      value={value.id ?? null}
      allowsCustomValue
      menuTrigger="focus"
      autoFocus={autoFocus}
      onInputChange={(name) => {
        if (name !== value.name) onChange({ id: undefined, name })
      }}
      onChange={(key) => {
        const group = found.find(({ id }) => id === key)
        if (group) onChange(group)
        else if (key === BY_NAME) onChange({ id: undefined, name: typed })
      }}
    >
      <Label className="visually-hidden">{label}</Label>
      <Input className="input" placeholder="Find a group, or type a name" />
      <Popover className="popover select-popover" offset={4}>
        <ListBox className="listbox">
          {({ id, name, note }: (typeof options)[number]) => (
            <ListBoxItem id={id} textValue={name} className="listbox-item">
              <span className="listbox-text">
                <Text slot="label">{name}</Text>
                {note && (
                  <Text slot="description" className="field-description">
                    {note}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
