import type { RoleMappingsPreview } from '#generated/sdk/types.gen.ts'

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

/** Who gains and who loses, as a sentence about all of them. */
export function summaryOf({ affected, gaining, losing }: RoleMappingsPreview): string {
  if (affected === 0) return 'Nobody’s roles change.'
  const parts = [
    ...(gaining > 0 ? [`${people(gaining)} ${gaining === 1 ? 'gains' : 'gain'} a role`] : []),
    ...(losing > 0 ? [`${people(losing)} ${losing === 1 ? 'loses' : 'lose'} one`] : []),
  ]
  return `${LIST.format(parts)}.`
}

/** A part of what changes for a user. */
interface ChangePart {
  readonly text: string
  readonly isLoss: boolean
}

/** What changes for one user: "gains Admin", "loses Viewer", "keeps Editor". */
export function changesOf({ gains, loses, after }: RoleMappingsPreview['users'][number]): readonly ChangePart[] {
  const kept = after.filter((role) => !gains.includes(role))
  const part = (verb: string, roles: readonly string[], isLoss = false): ChangePart[] =>
    roles.length === 0 ? [] : [{ text: `${verb} ${LIST.format(roles)}`, isLoss }]
  return [
    ...part('gains', gains),
    ...part('loses', loses, true),
    ...part('keeps', kept),
    ...(after.length === 0 ? [{ text: 'has no role then', isLoss: true }] : []),
  ]
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count.toLocaleString('en')} people`
}
