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

/** What changes for one user: "gains Admin, loses Viewer and keeps Editor". */
export function changeOf({ gains, loses, after }: RoleMappingsPreview['users'][number]): string {
  const kept = after.filter((role) => !gains.includes(role))
  const parts = [
    ...(gains.length > 0 ? [`gains ${LIST.format(gains)}`] : []),
    ...(loses.length > 0 ? [`loses ${LIST.format(loses)}`] : []),
    ...(kept.length > 0 ? [`keeps ${LIST.format(kept)}`] : []),
  ]
  return `${LIST.format(parts)}${after.length === 0 ? ', and has no role then' : ''}`
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count.toLocaleString('en')} people`
}
