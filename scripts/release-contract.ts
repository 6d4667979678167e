/** `npm run release:contract`: records the contract as that of a release, which later ones are held against. */
import { copyFile } from 'node:fs/promises'
import { RELEASED_CONTRACT } from './check/breaking-changes.ts'

await copyFile('generated/openapi.json', RELEASED_CONTRACT)
console.log(`Recorded the contract in ${RELEASED_CONTRACT}.`)
