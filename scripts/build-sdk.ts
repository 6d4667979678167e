/** `npm run build:sdk`: makes the package `rollcall-sdk` in `build/sdk/`, ready for `npm publish build/sdk`. */
import { makeSdk } from './build/make-sdk.ts'

await makeSdk('build/sdk')
console.log('Made the package rollcall-sdk in build/sdk/.')
