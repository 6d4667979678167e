import type { SecretSealer } from '../../domain/sealed-secrets.ts'
import type { SignToken } from '../../domain/security-events/signing-key.ts'
import { currentSigner } from '../../operations/signing-keys.ts'
import type { Database } from '../../storage/database.ts'

/** How long a process may go on signing with a key that another has replaced, which still verifies. */
const FRESH_MS = 10_000

/** What signs tokens, looked up again after some seconds. */
export function cachedSigner(
  database: Database,
  { sealer, now }: { sealer: () => Promise<SecretSealer>; now: () => Date },
): () => Promise<SignToken> {
  let known: { readonly signer: Promise<SignToken>; readonly until: number } | undefined
  return () => {
    if (known && known.until > performance.now()) return known.signer
    const found = sealer().then((it) => database.transaction((trx) => currentSigner(trx, it, now())))
    known = { signer: found, until: performance.now() + FRESH_MS }
    // A database that was away for a moment is asked again.
    found.catch(() => (known = undefined))
    return found
  }
}
