/** `npm run generate`: makes `generated/` from the contract in `openapi/`. */
import { generate } from './generate/generate.ts'

const started = performance.now()
await generate('openapi/openapi.yaml', 'generated')
console.log(`Made generated/ from openapi/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
