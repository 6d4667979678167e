import { element } from '../dom.ts'

/** Lets the browser save a text as a file. Says what to do with it. */
export function saveText(name: string, text: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  element('a', { href: url, download: name }).click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return `Saved as ${name}. Move it away from this device, to a stick for example.`
}
