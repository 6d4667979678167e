import type { Account, EventType } from '#generated/sdk/types.gen.ts'
import { fingerprintOf } from '../domain/accounts/key-id.ts'
import { accountState } from '../domain/accounts/states.ts'
import type { UserAccount } from '../storage/list-accounts.ts'
import type { ChangeLog } from './change-log.ts'

/** An account as administrators and the product see it. */
export function presentAccount(found: UserAccount): Account {
  const { userId, userName, externalId, account } = found
  const keyId = account?.keyId ?? null
  return {
    userId,
    userName,
    externalId,
    state: accountState(found),
    keyId,
    fingerprint: keyId === null ? null : fingerprintOf(keyId),
    readyAt: account?.readyAt ?? null,
    keysChangedAt: account?.keysChangedAt ?? null,
    lastSignedInAt: account?.lastSignedInAt ?? null,
  }
}

/** Logs what became of the keys of an account. */
export function logAccount(
  changes: ChangeLog,
  event: Extract<EventType, `account.${string}`>,
  { before, after }: { before: UserAccount; after: UserAccount },
): void {
  const { userId: id, userName: name, externalId, account } = after
  const shown = presentAccount(after)
  changes.push({
    kind: 'administered',
    event,
    resource: { type: 'Account', id, externalId, name, version: account?.version ?? null },
    before: presentAccount(before),
    after: shown,
    data: { account: shown },
  })
}
