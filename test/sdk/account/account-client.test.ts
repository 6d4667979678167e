import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AccountClient } from '../../../src/sdk/account/index.ts'
import { serveAccount, TICKET_OF_ADA, TOKEN, type AccountServer } from './account-server.ts'
import { ADA, CHEAP, codeOf, createKeys, PASSWORD, quickDerive } from './keyrings.ts'

const NEW_PASSWORD = 'another set of words'
let server: AccountServer
let client: AccountClient

beforeEach(async () => {
  server = await serveAccount(ADA)
  client = await AccountClient.open({ url: server.url, ticket: TICKET_OF_ADA, derive: quickDerive })
})
afterEach(() => server[Symbol.asyncDispose]())

describe('the client of the own account', () => {
  test('makes keys, opens them, changes the password, recovers and rotates, and sends no secret', async () => {
    expect(client.session.state).toBe('initialized')
    const created = await client.createKeys({ password: PASSWORD, cost: CHEAP })
    expect(client.session.state).toBe('ready')
    expect((await client.unlock({ password: PASSWORD })).keyId).toBe(created.account.keyId)
    await client.changePassword({ password: PASSWORD, newPassword: NEW_PASSWORD, cost: CHEAP })
    expect(await codeOf(client.unlock({ password: PASSWORD }))).toBe('wrongPassword')
    const { recoveryCode } = created
    const recovered = await client.recover({ recoveryCode, newPassword: PASSWORD, cost: CHEAP })
    const rotated = await client.rotateKeys({ password: PASSWORD, cost: CHEAP })
    const account = await client.unlock({ recoveryCode: rotated.recoveryCode })
    expect(account.revision).toBe(4)
    expect(account.publicKeys.previousKeyId).toBe(created.account.keyId)

    const sent = server.bodies.join('\n')
    const codes = [created, recovered, rotated].map((it) => it.recoveryCode)
    for (const secret of [PASSWORD, NEW_PASSWORD, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
      expect(sent).not.toContain(secret)
    }
    const tokens = server.asked.slice(1).map(({ authorization }) => authorization)
    expect(new Set(tokens)).toEqual(new Set([`Bearer ${TOKEN}`]))
  })

  test('takes no keyring that is older than what it has seen', async () => {
    await client.createKeys({ password: PASSWORD, cost: CHEAP })
    const older = server.keyring
    await client.changePassword({ password: PASSWORD, newPassword: NEW_PASSWORD, cost: CHEAP })
    server.keyring = older
    expect(await codeOf(client.unlock({ password: PASSWORD }))).toBe('olderRevision')
  })

  test('stores nothing before the user has kept the recovery code', async () => {
    const refusal = new Error('The page was closed')
    const giveUp = () => Promise.reject(refusal)
    await expect(client.createKeys({ password: PASSWORD, cost: CHEAP, onRecoveryCode: giveUp })).rejects.toBe(refusal)
    expect(server.keyring).toBeUndefined()
    const kept: string[] = []
    const keep = (code: string) => void kept.push(code)
    const created = await client.createKeys({ password: PASSWORD, cost: CHEAP, onRecoveryCode: keep })
    const rotating = client.rotateKeys({ password: PASSWORD, cost: CHEAP, onRecoveryCode: giveUp })
    await expect(rotating).rejects.toBe(refusal)
    expect(server.keyring?.revision).toBe(1)
    const rotated = await client.rotateKeys({ password: PASSWORD, cost: CHEAP, onRecoveryCode: keep })
    expect(kept).toEqual([created.recoveryCode, rotated.recoveryCode])
  })

  test('knows that keys were stored, even though the answer was lost', async () => {
    server.losesAnswers = 1
    const { account } = await client.createKeys({ password: PASSWORD, cost: CHEAP })
    expect(server.asked.filter(({ what }) => what === 'PUT /keyring')).toHaveLength(2)
    server.losesAnswers = 1
    const rotated = await client.rotateKeys({ password: PASSWORD, cost: CHEAP })
    expect(rotated.account.publicKeys.previousKeyId).toBe(account.keyId)
    expect(server.keyring?.revision).toBe(2)
  })

  test('says so when they were not', async () => {
    await client.createKeys({ password: PASSWORD, cost: CHEAP })
    server.forgets = true
    server.losesAnswers = 1
    await expect(client.rotateKeys({ password: PASSWORD, cost: CHEAP })).rejects.toThrow('fetch failed')
    expect((await client.unlock({ password: PASSWORD })).revision).toBe(1)
  })

  test('leaves the keys that another tab has made', async () => {
    const elsewhere = await createKeys(ADA)
    server.keyring = elsewhere.keyring
    const made = client.createKeys({ password: NEW_PASSWORD, cost: CHEAP })
    await expect(made).rejects.toMatchObject({ name: 'RollcallError', status: 412 })
    expect((await client.unlock({ password: PASSWORD })).keyId).toBe(elsewhere.account.keyId)
  })

  test('does not open where nobody is signed in', async () => {
    for (const ticket of [undefined, 'rc_tic_used']) {
      await expect(AccountClient.open({ url: server.url, ticket })).rejects.toMatchObject({ status: 401 })
    }
  })
})
