import { defineConfig } from 'vitest/config'
import { createSkipReporter } from './test/support/skip-reporter.ts'

/** What changes its own process, or kills one; each of its files has a process to itself. */
const apart = ['adapters', 'pipeline', 'house'].map((room) => `test/${room}/**/*.test.ts`)

export default defineConfig({
  test: {
    globalSetup: 'test/support/kept-stores.ts',
    setupFiles: 'test/support/hold-answers.ts',
    pool: 'forks',
    maxWorkers: 2,
    // They end a test that hangs, also where the machine has other work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
