import contract from '#generated/openapi.json' with { type: 'json' }
import { DomainError } from '../domain/errors.ts'
import { checkReachable } from '../storage/database.ts'
import type { Operation } from './operation.ts'

export const getHealth: Operation<'getHealth'> = () => Promise.resolve({ status: 200, body: { status: 'ok' } })

export const getReadiness: Operation<'getReadiness'> = async ({ db, isDraining }) => {
  if (isDraining()) throw new DomainError('unavailable', 'The server is shutting down')
  await checkReachable(db)
  return { status: 200, body: { status: 'ok' } }
}

export const getContract: Operation<'getContract'> = ({ publicUrl }) =>
  Promise.resolve({ status: 200, body: { ...contract, servers: [{ url: publicUrl }] } })
