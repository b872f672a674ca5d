import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './test/support/long-files-first.ts'
import { createSkipReporter } from './test/support/skip-reporter.ts'

/** What changes its own process or fills its memory; each of these files has a process to itself. */
const apart = ['test/house/**/*.test.ts', 'test/adapters/reader-process.test.ts']

export default defineConfig({
  test: {
    globalSetup: 'test/support/kept-stores.ts',
    setupFiles: 'test/support/hold-answers.ts',
    pool: 'forks',
    sequence: { sequencer: LongFilesFirst },
    // much of a test is waiting: for a browser, a server, a time that has to pass
    maxWorkers: 3,
    // They end a test that hangs, also where the machine has other work.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', createSkipReporter()],
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        // one process reads the program once for many files
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          isolate: false,
        },
      },
    ],
  },
})
