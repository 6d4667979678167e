import { expect, it } from 'vitest'
import { run } from '../support/child-server.ts'

it('the demo plays a day of Okta, and every step goes as Okta expects', async () => {
  const { PATH, HOME } = process.env
  const { code, stdout, stderr } = await run(process.execPath, ['scripts/demo.ts'], { env: { PATH, HOME } })
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/All \d+ steps went as Okta expects; the median answer took [\d.]+ ms\./)
  expect(stdout).not.toContain('✗')
  expect(stdout).toContain('npm start')
})
