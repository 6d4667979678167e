import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests that start servers, commands and browsers spend their time in processes of their own. */
const PROCESSES = [
  'test/cli/**/*.test.ts',
  'test/examples/**/*.test.ts',
  'test/sdk/{follow-through-faults,package,account/browser}.test.ts',
  'test/storage/{crash,database-faults,migrate,webhook-crash}.test.ts',
]

/** Tests that open pages, which are built once for all of them, in a browser. */
const PAGES = ['test/{console,account}/**/*.test.ts']

/** Tests that go by the clock, or count on what the machine can do, have it to themselves. */
const ALONE = ['test/http/robustness.test.ts', 'test/storage/two-processes.test.ts']

/** Short files that take long. One of them at the end would run alone, while the other worker has nothing to do. */
const LONG = [
  'cli/activity-chain',
  'console/accessibility',
  'console/console',
  'contract/add-attribute',
  'storage/crash',
  'storage/migrate',
  'storage/walk-agreement',
]

/** Long files first; the others as ever, by what they took the last time or by their size. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((it) => moduleId.endsWith(`${it}.test.ts`))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((it) => !isLong(it))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    globalSetup: ['test/support/global-setup.ts'],
    // Some tests start servers, migrate databases and kill processes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A leaked server or connection would keep a worker alive.
    teardownTimeout: 10_000,
    projects: [
      project(
        'together',
        {
          include: ['test/**/*.test.ts'],
          exclude: [...PROCESSES, ...PAGES, ...ALONE],
          maxWorkers: 2,
          // Files share what they import: modules are loaded, and validators compiled, once for each worker.
          isolate: false,
        },
        0,
      ),
      project('processes', { include: PROCESSES, maxWorkers: 2 }, 1),
      project('pages', { include: PAGES, maxWorkers: 2, globalSetup: ['test/support/build-pages.ts'] }, 1),
      project('alone', { include: ALONE, maxWorkers: 1 }, 2),
    ],
  },
})

interface Files {
  readonly include: string[]
  readonly exclude?: string[]
  readonly globalSetup?: string[]
  readonly maxWorkers: number
  readonly isolate?: boolean
}

/** Some of the tests, after all those of a lower order. */
function project(name: string, files: Files, groupOrder: number) {
  return { extends: true as const, test: { name, ...files, sequence: { groupOrder } } }
}
