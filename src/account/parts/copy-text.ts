/** Puts a text into the clipboard. Says how that went. */
export async function copyText(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied. Paste it where you keep it, then copy something else, so that it does not stay in the clipboard.'
  } catch {
    return 'Your browser does not let this page copy: print the code, or download it.'
  }
}
