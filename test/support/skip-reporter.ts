import { readFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { requirements, type Requirement, type RequirementName } from './requirements.ts'

/**
 * Ends a test run by naming what it left out and why, then one line "N passed, N failed, N skipped".
 * With CI=true a skipped test fails the run: there, every requirement must be met but the optional ones.
 */
export function createSkipReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()])
      const skipped = tests.filter((test) => hasState(test, 'skipped'))
      const failed =
        tests.filter((test) => hasState(test, 'failed')).length +
        modules.filter((module) => module.errors().length > 0).length +
        unhandledErrors.length
      const passed = tests.filter((test) => hasState(test, 'passed')).length
      for (const line of describeSkips(skipped)) console.log(line)
      if (skipped.some(isNeeded) && process.env['CI'] === 'true') {
        console.log('CI=true: a skipped test fails the run.')
        process.exitCode = 1
      }
      console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
    },
  }
}

function hasState(test: TestCase, state: string): boolean {
  return test.result().state === state
}

function describeSkips(skipped: readonly TestCase[]): readonly string[] {
  return [...Map.groupBy(skipped, findReason)].flatMap(([reason, tests]) => [
    `Skipped ${tests.length}: ${reason}`,
    ...tests.map((test) => `  ${test.module.relativeModuleId}: ${test.fullName}`),
  ])
}

function isNeeded(test: TestCase): boolean {
  const { missing } = test.meta()
  const requirement: Requirement | undefined = missing && requirements[missing]
  return requirement?.isOptional !== true
}

function findReason(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped' && result.note !== undefined) return result.note
  const missing = test.meta().missing
  const names = missing === undefined ? missingInModule(test.module) : [missing]
  return names.map(describeLack).join('; ') || 'no reason given'
}

function describeLack(name: RequirementName): string {
  return `this machine lacks ${requirements[name].name} (${requirements[name].remedy})`
}

/** For `describe.skipIf(!corpusPath())`: what the module asks for by name and the machine lacks. */
function missingInModule(module: TestModule): readonly RequirementName[] {
  const source = readFileSync(module.moduleId, 'utf8')
  const names = Object.keys(requirements) as RequirementName[]
  return names.filter((name) => {
    const { findPath } = requirements[name]
    return source.includes(findPath.name) && findPath() === undefined
  })
}
