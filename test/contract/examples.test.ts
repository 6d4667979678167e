import { readFile } from 'node:fs/promises'
import supertest, { type Response } from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations, type OperationDefinition, type OperationId } from '#generated/operations.ts'
import { OPERATOR_KEY, PUBLIC_URL, startTestApp, type Json, type TestApp } from '../support/test-app.ts'

/** The operations that have examples, in an order in which each finds what it needs: the story of one customer. */
const STORY: readonly OperationId[] = [
  'createSession',
  'createOrganization',
  'listOrganizations',
  'setProvisioning',
  'getOrganization',
  'updateOrganization',
  'createScimToken',
  'listScimTokens',
  'getScimToken',
  'createAdminKey',
  'listAdminKeys',
  'getAdminKey',
  'createUser',
  'getUser',
  'replaceUser',
  'listUsers',
  'listOrganizationUsers',
  'getOrganizationUser',
  'patchUser',
  'createGroup',
  'replaceGroup',
  'patchGroup',
  'listOrganizationGroups',
  'listGroupMembers',
  'setRoleMappings',
  'getUserRoles',
  'bulk',
  'updateScimToken',
  'rotateScimToken',
]

/** Where the examples happen. */
const EXAMPLE_URL = 'https://rollcall.example.com'

let api: TestApp
let contract: Contract
/** What the ids and keys of the examples are in this run. */
const inThisRun = new Map([['rc_op_example', OPERATOR_KEY]])
/** What was made so far, by the names that paths have for it. */
const made: Json = {}

beforeAll(async () => {
  api = await startTestApp('sqlite')
  contract = JSON.parse(await readFile('generated/openapi.json', 'utf8')) as Contract
})
afterAll(() => api.database.close())

describe('the examples of the contract', () => {
  test.each(STORY)('%s is answered as its example says', async (operationId) => {
    const { requestBody, responses } = operationOf(operationId)
    const response = await send(operationId, exampleIn(requestBody))
    // Every answer is held against the contract by the app itself, so an example that is like it fits its schema.
    expect(response.status, response.text).toBeLessThan(300)
    expect(Object.keys(responses)).toContain(String(response.status))
    const answer = bodyOf(response)
    const example = exampleIn(responses[response.status])
    if (example !== undefined) expect(comparable(answer)).toEqual(comparable(example))
    remember(operationId, answer, example)
  })

  test('of problems and of SCIM errors are what is answered', async () => {
    await api.admin.put(`/organizations/${made.organizationId}/entitlements`, { scim: false }).expect(200)
    const problem = exampleNamed('problem') as Json
    const refused = await send('setProvisioning', { enabled: true }).set('X-Request-Id', problem.requestId)
    expect(bodyOf(refused)).toEqual(problem)

    await api.admin.put(`/organizations/${made.organizationId}/entitlements`, { scim: true }).expect(200)
    const { scim } = await api.createTenant()
    const user = exampleIn(operationOf('createUser').requestBody)
    await scim.post('/Users', user).expect(201)
    const { body } = await scim.post('/Users', user).expect(409)
    expect(body).toEqual(exampleNamed('scimError'))
  })

  test('are all of them tried here', () => {
    const withExamples = Object.keys(operations).filter((operationId) => {
      const { requestBody, responses } = operationOf(operationId as OperationId)
      return [requestBody, ...Object.values(responses)].some((it) => exampleIn(it) !== undefined)
    })
    expect([...STORY].sort(), 'Give an operation that has examples its place in STORY').toEqual(withExamples.sort())
  })
})

function send(operationId: OperationId, example: unknown) {
  const { method, path, body }: OperationDefinition = operations[operationId]
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => made[name === 'id' ? resourceOf(path) : name])
  const request = supertest(api.app)[method](url)
  // Who signs in has no credential yet.
  if (operationId !== 'createSession') {
    request.set('Authorization', `Bearer ${path.startsWith('/scim/') ? made.token : OPERATOR_KEY}`)
  }
  if (!body) return request
  let text = JSON.stringify(example)
  for (const [name, value] of inThisRun) text = text.replaceAll(name, value)
  return request.set('Content-Type', body.mediaTypes[0] ?? '').send(text)
}

/** `id` stands for a user or for a group. */
function resourceOf(path: string): string {
  return /\/users\//i.test(path) ? 'userId' : 'groupId'
}

function remember(operationId: OperationId, answer: Json, example: unknown): void {
  const id = { createOrganization: 'organizationId', createScimToken: 'tokenId', createAdminKey: 'keyId' }
  const ids: Record<string, string> = { ...id, createUser: 'userId', createGroup: 'groupId' }
  const name = ids[operationId]
  if (name === undefined) return
  made[name] = answer.id
  inThisRun.set((example as Json).id, answer.id)
  if (operationId === 'createScimToken') made.token = answer.token
}

/** Without what differs from run to run. */
function comparable(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '(id)')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '(time)')
    .replaceAll(/rc_(scim|adm)_\w+/g, 'rc_$1_(secret)')
    .replaceAll(PUBLIC_URL, EXAMPLE_URL)
  return JSON.parse(text) as unknown
}

function bodyOf({ text }: Response): Json {
  return JSON.parse(text === '' ? '{}' : text) as Json
}

interface Contract {
  readonly paths: Record<string, Record<string, OperationNode>>
  readonly components: { readonly examples: Record<string, { readonly value: unknown }> }
}

interface OperationNode {
  readonly requestBody?: Message
  readonly responses: Record<string, Message>
}

interface Message {
  readonly content?: Record<string, { readonly examples?: Record<string, { readonly $ref: string }> }>
}

function operationOf(operationId: OperationId): OperationNode {
  const { method, path } = operations[operationId]
  return contract.paths[path]?.[method] ?? expect.fail(`The contract has no ${operationId}`)
}

function exampleIn(message: Message | undefined): unknown {
  const [example] = Object.values(message?.content ?? {}).flatMap((it) => Object.values(it.examples ?? {}))
  return example && exampleNamed(example.$ref.replace('#/components/examples/', ''))
}

function exampleNamed(name: string): unknown {
  return contract.components.examples[name]?.value
}
