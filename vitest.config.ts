import { defineConfig } from 'vitest/config'

/** Tests that start servers and commands, or go by the clock, have the machine to themselves. */
const ALONE = [
  'test/cli/**/*.test.ts',
  'test/http/robustness.test.ts',
  'test/sdk/package.test.ts',
  'test/storage/{crash,migrate,two-processes}.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    // Some tests start servers, migrate databases and kill processes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A leaked server or connection would keep a worker alive.
    teardownTimeout: 10_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: ALONE,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
