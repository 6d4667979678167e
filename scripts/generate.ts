/** `npm run generate`: makes `generated/` from the contract in `openapi/`. */
import { generate } from './generate/generate.ts'
import { writeRehearsalDocs } from './generate/rehearsal-docs.ts'

const started = performance.now()
await generate('openapi/openapi.yaml', 'generated')
await writeRehearsalDocs()
console.log(`Made generated/ from openapi/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
