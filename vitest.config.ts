import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Some tests start servers, migrate databases and kill processes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A leaked server or connection would keep a worker alive.
    teardownTimeout: 10_000,
  },
})
