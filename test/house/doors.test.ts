import { rmSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildHouse, lintHouse, plant, type Report } from '../support/build-house.ts'

/** Every file that another may want to import; each exports `stub`. */
const targets = [
  'shared/text/stub.ts',
  'shared/model/stub.ts',
  'shared/contract/stub.ts',
  'client/stub.ts',
  'server/domain/stub.ts',
  'server/ports/stub.ts',
  'server/formats/read-stub.ts',
  'server/formats/write-stub.ts',
  'server/formats/file-type.ts',
  'server/db/stub.ts',
  'server/adapters/stub.ts',
  'server/services/stub.ts',
  'server/pipeline/stub.ts',
  'server/routes/stub.ts',
  'server/main.ts',
  'addin/host/stub.ts',
  'addin/state/stub.ts',
  'addin/panels/stub.ts',
  'cli/stub.ts',
  'test/stub.ts',
] as const

/** Packages and, as the last, Node itself. */
const packages = ['zod', 'kysely', 'hono', 'p-queue', 'react', 'docx', 'node:fs'] as const

type Door = {
  /** The file that wants in. */
  readonly from: string
  /** Beginnings of the targets that it may import. */
  readonly mayImport: readonly string[]
  readonly mayUse: readonly (typeof packages)[number][]
}

/** Formats that open no file. */
const openNothing = ['server/formats/docx-targets', 'server/formats/file-type']
const core = ['shared/', 'server/domain/']
const stored = [...core, 'server/ports/', 'server/db/']

const doors: readonly Door[] = [
  { from: 'shared/text', mayImport: ['shared/text/'], mayUse: ['zod'] },
  { from: 'shared/model', mayImport: ['shared/text/', 'shared/model/'], mayUse: ['zod'] },
  { from: 'shared/contract', mayImport: ['shared/'], mayUse: ['zod'] },
  { from: 'client', mayImport: ['client/', 'shared/'], mayUse: ['zod'] },
  { from: 'server/domain', mayImport: core, mayUse: [] },
  { from: 'server/ports', mayImport: [...core, 'server/ports/'], mayUse: [] },
  {
    from: 'server/formats',
    mayImport: [...core, 'server/formats/'],
    mayUse: ['zod', 'kysely', 'hono', 'p-queue', 'react', 'docx', 'node:fs'],
  },
  { from: 'server/db', mayImport: [...core, 'server/db/'], mayUse: ['zod', 'kysely', 'node:fs'] },
  { from: 'server/db/migrations', mayImport: [], mayUse: ['kysely', 'node:fs'] },
  {
    from: 'server/adapters',
    mayImport: [...stored, 'server/adapters/'],
    mayUse: ['zod', 'kysely', 'hono', 'p-queue', 'react', 'docx', 'node:fs'],
  },
  {
    from: 'server/adapters/reader-planted.ts',
    mayImport: [...stored, 'server/adapters/', 'server/formats/'],
    mayUse: ['p-queue', 'node:fs'],
  },
  {
    from: 'server/services',
    mayImport: [...stored, 'server/services/', ...openNothing],
    mayUse: ['zod', 'kysely', 'node:fs'],
  },
  {
    from: 'server/pipeline',
    mayImport: [...stored, 'server/services/', 'server/pipeline/', ...openNothing],
    mayUse: ['zod', 'kysely', 'node:fs'],
  },
  {
    from: 'server/routes',
    mayImport: ['shared/', 'server/services/', 'server/routes/'],
    mayUse: ['zod', 'hono', 'node:fs'],
  },
  {
    from: 'server/app.ts',
    mayImport: ['shared/', 'server/'],
    mayUse: ['zod', 'kysely', 'hono', 'p-queue', 'react', 'docx', 'node:fs'],
  },
  { from: 'cli', mayImport: ['shared/', 'client/', 'cli/'], mayUse: ['node:fs'] },
  {
    from: 'cli/serve.ts',
    mayImport: ['shared/', 'client/', 'cli/', 'server/main.ts'],
    mayUse: ['node:fs'],
  },
  {
    from: 'addin/panels',
    mayImport: ['shared/', 'client/', 'addin/'],
    mayUse: ['zod', 'react'],
  },
  { from: 'addin/state', mayImport: ['shared/', 'addin/state/'], mayUse: [] },
]

const house = buildHouse()
let reports: ReadonlyMap<string, readonly Report[]>

beforeAll(async () => {
  for (const target of targets) plant(house, target, 'export const stub = 1')
  for (const file of doors.map(fileBehind)) plant(house, file, importEverything(file))
  reports = await lintHouse(house)
}, 120_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

test.each(doors)('$from opens its own doors and no others', (door) => {
  const file = fileBehind(door)
  const shut = linesOfShutDoors(file)
  const open = importsOf(file).filter((_, index) => !shut.has(index + 1))
  const own = targets.filter((target) => door.mayImport.some((room) => target.startsWith(room)))
  expect(open).toEqual([...own, ...packages.filter((name) => door.mayUse.includes(name))])
})

test('a stub that imports nothing is reported for nothing', () => {
  expect(targets.flatMap((file) => getReports(file))).toEqual([])
})

function fileBehind(door: Door): string {
  return door.from.endsWith('.ts') ? door.from : `${door.from}/planted.ts`
}

/** One import a line, in the order of `importsOf`. */
function importEverything(file: string): string {
  const imports = importsOf(file).map((name, index) => {
    const isTarget = name.endsWith('.ts')
    return `import * as import${index} from '${isTarget ? importPath(file, name) : name}'`
  })
  const uses = imports.map((_, index) => `import${index}`).join(', ')
  return [...imports, `export const used: unknown = [${uses}]`].join('\n')
}

function importsOf(file: string): readonly string[] {
  return [...targets.filter((target) => target !== file), ...packages]
}

function importPath(from: string, to: string): string {
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

function linesOfShutDoors(file: string): ReadonlySet<number> {
  const door = /^import-x\/(no-restricted-paths|no-nodejs-modules)$/
  return new Set(
    getReports(file)
      .filter((report) => door.test(report.rule))
      .map(({ line }) => line),
  )
}

function getReports(file: string): readonly Report[] {
  const found = reports.get(file)
  if (!found) throw new Error(`${file} was not linted`)
  return found
}
