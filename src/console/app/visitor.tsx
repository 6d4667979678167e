import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../components/button.tsx'
import { toast } from '../components/announcer.tsx'
import { Tooltip } from '../components/tooltip.tsx'
import { ROLE_NAMES } from './roles.ts'
import { useSession, useSignOut } from './session.tsx'
import './visitor.css'

/** Who is signed in, and the way out. */
export function Visitor() {
  const { role, description } = useSession()
  const signOut = useSignOut()
  const [isPending, setPending] = useState(false)
  return (
    <div className="visitor">
      <div className="visitor-text">
        <span className="visitor-name">{description}</span>
        <span className="visitor-role">{ROLE_NAMES[role]}</span>
      </div>
      <Tooltip text="Sign out">
        <IconButton
          icon={LogOut}
          label="Sign out"
          isDisabled={isPending}
          onPress={() => {
            setPending(true)
            signOut().catch(() => {
              setPending(false)
              toast('You are still signed in: Rollcall could not be reached. Try again.', 'danger')
            })
          }}
        />
      </Tooltip>
    </div>
  )
}
