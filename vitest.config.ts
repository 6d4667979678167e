import { defineConfig } from 'vitest/config'

/** Tests that start servers and commands, and tell them by the clock, have the machine to themselves. */
const WITH_PROCESSES = ['test/cli/**/*.test.ts', 'test/storage/{crash,migrate,two-processes}.test.ts']

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
          name: 'in process',
          include: ['test/**/*.test.ts'],
          exclude: WITH_PROCESSES,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'with processes',
          include: WITH_PROCESSES,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
