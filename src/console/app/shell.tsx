import { Menu, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { Outlet, useLocation } from 'react-router'
import { IconButton } from '../components/button.tsx'
import { Brand } from './brand.tsx'
import { Sidebar } from './sidebar.tsx'
import './shell.css'

/** What stands around every page: the navigation at the side, on a phone behind a button at the top. */
export function Shell() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()

  useEffect(() => {
    window.scrollTo(0, 0)
    // Who pressed something that is gone now would start again at the top of the document.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <div className="shell">
      <a
        href="#main"
        className="skip-link"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to the content
      </a>
      <header className="shell-side">
        <Sidebar />
      </header>
      <TopBar key={pathname} />
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <Outlet />
      </main>
    </div>
  )
}

/** Mounted anew on each page, so that it is closed there. */
function TopBar() {
  const [isOpen, setOpen] = useState(false)
  return (
    <header className="top-bar">
      <Brand />
      <IconButton icon={Menu} label="Menu" onPress={() => setOpen(true)} />
      <ModalOverlay className="drawer-overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
        <Modal className="drawer">
          <Dialog aria-label="Menu" className="drawer-dialog">
            <div className="drawer-close">
              <IconButton icon={X} label="Close menu" onPress={() => setOpen(false)} />
            </div>
            <Sidebar />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </header>
  )
}
