/** One request of the day and what came of it. */
export interface Step {
  readonly title: string
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown }
  readonly status: number
  readonly answer: unknown
  readonly milliseconds: number
  /** What Okta would not have liked about the answer. */
  readonly problem?: string
}

interface Resource {
  readonly id: string
  readonly userName?: string
  readonly displayName?: string
  readonly active?: boolean
  readonly members?: readonly { readonly value: string }[]
  readonly totalResults?: number
}

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The requests that Okta's connector documents, in the order of a first day. */
export async function* playOktaDay(scimBaseUrl: string, token: string): AsyncGenerator<Step> {
  const send = async (
    title: string,
    method: string,
    path: string,
    { body, status, check }: { body?: unknown; status: number; check?: (answer: Resource) => boolean },
  ): Promise<{ step: Step; answer: Resource }> => {
    const started = performance.now()
    const response = await fetch(scimBaseUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/scim+json',
        'User-Agent': 'Okta SCIM Client 1.0.0',
        ...(body !== undefined && { 'Content-Type': 'application/scim+json; charset=utf-8' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = (text === '' ? undefined : JSON.parse(text)) as Resource
    const milliseconds = performance.now() - started
    const isRight = response.status === status && (check?.(answer) ?? true)
    const problem = isRight ? undefined : `expected ${status} and an answer that shows the change`
    return {
      answer,
      step: { title, request: { method, path, body }, status: response.status, answer, milliseconds, problem },
    }
  }

  const userName = 'jane.roe@example.com'
  const named = `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}&startIndex=1&count=100`

  yield (await send('Test Connector Configuration', 'GET', '/Users?startIndex=1&count=2', { status: 200 })).step

  const isNobody = (answer: Resource): boolean => answer.totalResults === 0
  yield (await send('Does Jane exist already?', 'GET', named, { status: 200, check: isNobody })).step

  const created = await send('Jane is assigned to the app', 'POST', '/Users', {
    status: 201,
    check: (answer) => answer.userName === userName && answer.active === true,
    body: {
      schemas: [USER],
      userName,
      name: { givenName: 'Jane', familyName: 'Roe' },
      emails: [{ primary: true, value: userName, type: 'work' }],
      displayName: 'Jane Roe',
      locale: 'en-US',
      externalId: '00u1abcdEFGHijklM0x7',
      groups: [],
      password: 'Xy7-random',
      active: true,
    },
  })
  yield created.step
  const jane = created.answer

  const read = await send('Okta reads her before it updates', 'GET', `/Users/${jane.id}`, { status: 200 })
  yield read.step

  const married = { ...read.answer, displayName: 'Jane Doe', name: { givenName: 'Jane', familyName: 'Doe' } }
  yield (
    await send('Her profile changes', 'PUT', `/Users/${jane.id}`, {
      status: 200,
      body: married,
      check: (answer) => answer.displayName === 'Jane Doe',
    })
  ).step

  const group = await send('The group Sales is pushed', 'POST', '/Groups', {
    status: 201,
    body: { schemas: [GROUP], displayName: 'Sales', members: [] },
  })
  yield group.step
  const sales = group.answer

  const patch = (...operations: unknown[]): unknown => ({ schemas: [PATCH], Operations: operations })
  yield (
    await send('Jane joins Sales', 'PATCH', `/Groups/${sales.id}`, {
      status: 204,
      body: patch({ op: 'add', path: 'members', value: [{ value: jane.id, display: userName }] }),
    })
  ).step
  const hasJane = (answer: Resource): boolean => answer.members?.some((it) => it.value === jane.id) ?? false
  yield (await send('Sales, as the product sees it', 'GET', `/Groups/${sales.id}`, { status: 200, check: hasJane }))
    .step

  yield (
    await send('Jane leaves the company', 'PATCH', `/Users/${jane.id}`, {
      status: 200,
      body: patch({ op: 'replace', value: { active: false } }),
      check: (answer) => answer.active === false,
    })
  ).step
  yield (
    await send('Deactivated, not deleted: still found', 'GET', named, {
      status: 200,
      check: (answer) => answer.totalResults === 1,
    })
  ).step
  yield (
    await send('Jane comes back', 'PATCH', `/Users/${jane.id}`, {
      status: 200,
      body: patch({ op: 'replace', value: { active: true } }),
      check: (answer) => answer.active === true,
    })
  ).step
  yield (
    await send('Jane leaves Sales', 'PATCH', `/Groups/${sales.id}`, {
      status: 204,
      body: patch({ op: 'remove', path: `members[value eq "${jane.id}"]` }),
    })
  ).step
  const isEmpty = (answer: Resource): boolean => !hasJane(answer)
  yield (await send('Sales, without her', 'GET', `/Groups/${sales.id}`, { status: 200, check: isEmpty })).step
}
