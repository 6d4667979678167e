import { useCallback, useEffect, useState } from 'react'
import { announce } from './announcer.tsx'

/** Whether a text was copied a moment ago, and how to copy it. Screen readers hear that it was. */
export function useCopy(text: string, name: string): { isCopied: boolean; copy: () => Promise<boolean> } {
  const [isCopied, setCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = useCallback(async () => {
    const done = await writeToClipboard(text)
    setCopied(done)
    announce(done ? `${name} copied` : `${name} could not be copied: select it and copy it yourself`)
    return done
  }, [text, name])

  return { isCopied, copy }
}

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Browsers have no clipboard for pages by plain HTTP, where Rollcall is first tried. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'visually-hidden'
  // Inside the open dialog, which would take the focus back from anywhere else.
  const host = document.activeElement?.closest('[role=dialog], [role=alertdialog]') ?? document.body
  const focused = document.activeElement
  host.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without HTTPS
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done
}
