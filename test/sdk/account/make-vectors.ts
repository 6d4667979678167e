/**
 * Makes `vectors.json` anew: `node test/sdk/account/make-vectors.ts > test/sdk/account/vectors.json`. Only for another
 * format; what is there must open for ever.
 */
import { createAccountKeys, encryptFor, rotateKeys } from '../../../src/sdk/account/index.ts'
import { ADA, BEA, PASSWORD, verifiedKeysOf } from './keyrings.ts'

const now = new Date('2026-11-24T12:00:00.000Z')
const nonce = 'qIk7hRwrCeZiArIHk0GY5GGYk5vHK9hKMRqS2oC4Z1E'

const first = await createAccountKeys({ ...ADA, password: PASSWORD, now })
const rotated = await rotateKeys(first.keyring, { ...ADA, password: PASSWORD, now })
const { keyring, proof } = await rotated.prove(nonce)
const sender = await createAccountKeys({ ...BEA, password: PASSWORD, now })
const bea = await verifiedKeysOf(sender)

const vectors = {
  owner: ADA,
  password: PASSWORD,
  recoveryCode: rotated.recoveryCode,
  keyring,
  keyId: rotated.account.keyId,
  fingerprint: rotated.account.fingerprint,
  nonce,
  proof,
  sender: { owner: BEA, keyId: bea.keyId, statement: bea.statement },
  messages: [
    { text: 'To the first keys', message: await encryptFor(await verifiedKeysOf(first), 'To the first keys') },
    {
      text: 'Signed, to two',
      message: await encryptFor([rotated.account.publicKeys, bea], 'Signed, to two', { signedBy: sender.account }),
    },
  ],
}
console.log(JSON.stringify(vectors, undefined, 2))
