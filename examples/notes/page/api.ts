/** Asks the product's own server. */
export async function call<Answer = void>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  // Whoever may not use the product any more is out, and the open keys go with the page.
  if (response.status === 401) location.reload()
  if (!response.ok) throw new Error(`The product answered ${response.status}`)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}
