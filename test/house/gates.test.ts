import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildHouse, lintHouse, plant, type Report } from '../support/build-house.ts'

/** Code that breaks one rule, and the rule that has to catch it. */
type Offence = {
  readonly name: string
  readonly file: string
  readonly rule: string
  readonly code: string
}

const syntax = 'no-restricted-syntax'

const offences: readonly Offence[] = [
  {
    name: 'a floating promise',
    file: 'server/services/floating.ts',
    rule: '@typescript-eslint/no-floating-promises',
    code: 'export const go = (work: () => Promise<void>): void => {\n  work()\n}',
  },
  {
    name: 'a promise where a condition belongs',
    file: 'server/services/misused.ts',
    rule: '@typescript-eslint/no-misused-promises',
    code: 'export const go = (work: Promise<boolean>): number => (work ? 1 : 2)',
  },
  {
    name: 'a switch that forgets a case',
    file: 'server/domain/switch.ts',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    code: "export function go(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n  }\n}",
  },
  {
    name: 'a type imported as a value',
    file: 'server/domain/type-import.ts',
    rule: '@typescript-eslint/consistent-type-imports',
    code: "import { Noun } from './noun.ts'\nexport const go = (x: Noun): Noun => x",
  },
  {
    name: 'a type imported in the middle of a line',
    file: 'server/domain/hidden-import.ts',
    rule: '@typescript-eslint/consistent-type-imports',
    code: "export const go = (x: import('../db/rows.ts').Row): unknown => x",
  },
  {
    name: 'any',
    file: 'server/db/any.ts',
    rule: '@typescript-eslint/no-explicit-any',
    code: 'export const go = (x: any): number => Number(x)',
  },
  {
    name: 'an enum',
    file: 'shared/model/enum.ts',
    rule: syntax,
    code: 'export enum Colour {\n  Red,\n}',
  },
  {
    name: 'a barrel',
    file: 'server/domain/barrel.ts',
    rule: syntax,
    code: "export * from './noun.ts'",
  },
  {
    name: 'a default export',
    file: 'server/domain/default.ts',
    rule: 'import-x/no-default-export',
    code: 'export default 1',
  },
  {
    name: 'Date.now in the domain',
    file: 'server/domain/now.ts',
    rule: syntax,
    code: 'export const go = (): number => Date.now()',
  },
  {
    name: 'new Date() in shared',
    file: 'shared/text/new-date.ts',
    rule: syntax,
    code: 'export const go = (): Date => new Date()',
  },
  {
    name: 'a local date in the domain',
    file: 'server/domain/local-date.ts',
    rule: syntax,
    code: 'export const go = new Date(2000, 1, 1)',
  },
  {
    name: 'a local day in shared',
    file: 'shared/text/local-day.ts',
    rule: syntax,
    code: 'export const go = (day: Date): number => day.getDate()',
  },
  {
    name: 'chance in the domain',
    file: 'server/domain/chance.ts',
    rule: syntax,
    code: 'export const go = (): number => Math.random()',
  },
  {
    name: 'Intl in shared',
    file: 'shared/text/intl.ts',
    rule: syntax,
    code: "export const go = new Intl.NumberFormat('en').format(1)",
  },
  {
    name: 'localeCompare in shared',
    file: 'shared/text/locale-compare.ts',
    rule: syntax,
    code: 'export const go = (a: string): number => a.localeCompare(a)',
  },
  {
    name: 'toLocaleUpperCase in the domain',
    file: 'server/domain/to-locale.ts',
    rule: syntax,
    code: 'export const go = (a: string): string => a.toLocaleUpperCase()',
  },
  {
    name: 'a clock in formats',
    file: 'server/formats/clock.ts',
    rule: syntax,
    code: 'export const go = (): number => Date.now()',
  },
  {
    name: 'Word as a value outside host/word.ts',
    file: 'addin/panels/word-value.ts',
    rule: syntax,
    code: 'export const go = (): unknown => Word.run',
  },
  {
    name: 'Word as a type in another file of the hosts',
    file: 'addin/host/type-of-word.ts',
    rule: syntax,
    code: 'export const go = (x: Word.Paragraph): unknown => x',
  },
  {
    name: 'Office by way of the window',
    file: 'addin/panels/window-office.ts',
    rule: syntax,
    code: 'export const go = (): unknown => window.Office',
  },
  {
    name: 'the library of Office in the client',
    file: 'client/office.ts',
    rule: 'no-restricted-imports',
    code: "import '@microsoft/office-js'\nexport const go = 1",
  },
  {
    name: 'fetch in the state of the pane',
    file: 'addin/state/fetch.ts',
    rule: syntax,
    code: "export const go = (): unknown => fetch('/')",
  },
  {
    name: 'fetch by way of the window in the state of the pane',
    file: 'addin/state/window-fetch.ts',
    rule: syntax,
    code: "export const go = (): unknown => window.fetch('/')",
  },
  {
    name: 'a hook behind a condition',
    file: 'addin/panels/hook.tsx',
    rule: 'react-hooks/rules-of-hooks',
    code: "import { useState } from 'react'\nexport function Go({ on }: { on: boolean }) {\n  if (on) useState(1)\n  return null\n}",
  },
  {
    name: 'a cycle',
    file: 'server/services/cycle.ts',
    rule: 'import-x/no-cycle',
    code: "import { back } from './back.ts'\nexport const go = (): unknown => back",
  },
  {
    name: 'a file of more than 300 lines',
    file: 'server/domain/long-file.ts',
    rule: 'max-lines',
    code: `export const go = 1\n${'// word\n'.repeat(300)}`,
  },
  {
    name: 'a function of more than 40 lines',
    file: 'server/domain/long-function.ts',
    rule: 'max-lines-per-function',
    code: `export function go(n: number): number {\n${'  n += 1\n'.repeat(39)}  return n\n}`,
  },
  {
    name: 'a rule switched off without a reason',
    file: 'server/db/no-reason.ts',
    rule: 'house/reason-beside-disable',
    code: '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const go = (x: any): number => Number(x)',
  },
  {
    name: 'a query outside server/db',
    file: 'server/services/query.ts',
    rule: '@typescript-eslint/no-restricted-imports',
    code: "import { sql } from 'kysely'\nexport const go = sql",
  },
  {
    name: 'a schema outside the contract',
    file: 'server/services/schema.ts',
    rule: '@typescript-eslint/no-restricted-imports',
    code: "import { z } from 'zod'\nexport const go = z",
  },
  {
    name: 'a development dependency in the product',
    file: 'server/formats/development.ts',
    rule: 'import-x/no-extraneous-dependencies',
    code: "import * as check from 'fast-check'\nexport const go = check",
  },
]

const house = buildHouse()
let reports: ReadonlyMap<string, readonly Report[]>

beforeAll(async () => {
  for (const { file, code } of offences) plant(house, file, code)
  plant(house, 'server/domain/noun.ts', 'export type Noun = { readonly name: string }')
  plant(house, 'server/db/rows.ts', 'export type Row = { readonly name: string }')
  plant(house, 'server/services/back.ts', "export { go as back } from './cycle.ts'")
  plant(
    house,
    'addin/host/word.ts',
    'export const go = (x: Word.Paragraph): unknown => [x, Office]',
  )
  reports = await lintHouse(house)
}, 120_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

test.each(offences)('$name is reported', ({ file, rule }) => {
  expect(rulesReportedIn(file)).toContain(rule)
})

test('host/word.ts may name Word and Office', () => {
  expect(rulesReportedIn('addin/host/word.ts')).not.toContain(syntax)
})

function rulesReportedIn(file: string): readonly string[] {
  const found = reports.get(file)
  if (!found) throw new Error(`${file} was not linted`)
  return found.map(({ rule }) => rule)
}
