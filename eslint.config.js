import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const root = import.meta.dirname
const packagesFolder = realpathSync(join(root, 'node_modules'))

/** Files are opened in child processes alone: these open none. */
const openNothing = ['server/formats/docx-targets.ts', 'server/formats/file-type.ts']

const anyPackage = '.'

/**
 * The doors: what the files of a room may import beside each other. Where two rooms name a file, the
 * later one holds. ARCHITECTURE.md says why.
 */
const rooms = [
  room('shared/text', { packages: ['zod'] }),
  room('shared/model', { rooms: ['shared/text'], packages: ['zod'] }),
  room('shared/contract', { rooms: ['shared/text', 'shared/model'], packages: ['zod'] }),
  // The schemas of the contract are zod's: who checks with them may name it.
  room('client', { rooms: ['shared'], packages: ['zod'] }),
  room('server/domain', { rooms: ['shared'] }),
  room('server/ports', { rooms: ['shared', 'server/domain'] }),
  room('server/formats', { rooms: ['shared', 'server/domain'], packages: [anyPackage] }),
  room('server/db', {
    rooms: ['shared', 'server/domain'],
    packages: ['better-sqlite3', 'kysely', 'zod'],
  }),
  room('server/db/migrations', { packages: ['kysely'] }),
  room('server/adapters', {
    rooms: ['shared', 'server/domain', 'server/ports', 'server/db'],
    packages: [anyPackage],
  }),
  room('server/adapters/reader-*.ts', {
    rooms: [
      'shared',
      'server/domain',
      'server/ports',
      'server/db',
      'server/adapters',
      'server/formats',
    ],
    packages: ['p-queue'],
  }),
  room('server/services', {
    rooms: ['shared', 'server/domain', 'server/ports', 'server/db', ...openNothing],
    packages: ['kysely', 'zod'],
  }),
  room('server/pipeline', {
    rooms: [
      'shared',
      'server/domain',
      'server/ports',
      'server/db',
      'server/services',
      ...openNothing,
    ],
    packages: ['kysely', 'zod'],
  }),
  room('server/routes', {
    rooms: ['shared', 'server/services'],
    packages: ['hono', '@hono/zod-openapi', 'zod'],
  }),
  room('server/{main,app,config,config-schema}.ts', {
    rooms: ['shared', 'server', 'package.json'],
    packages: [anyPackage],
  }),
  room('cli', { rooms: ['shared', 'client'] }),
  room('cli/sourcewright.js', { rooms: ['cli', 'server/require-node.js'] }),
  room('cli/serve.ts', { rooms: ['shared', 'client', 'cli', 'server/main.ts'] }),
  room('addin', {
    rooms: ['shared', 'client'],
    packages: ['zod', 'react', 'react-dom', '@fluentui', 'docx-preview', 'fflate', 'pdfjs-dist'],
  }),
  room('addin/state', { rooms: ['shared'] }),
]

const pure = ['shared/**/*.ts', 'server/domain/**/*.ts']
const browser = ['client/**/*.ts', 'addin/**/*.{ts,tsx}']
const product = '{shared,client,addin,server,cli}/**/*.{ts,tsx}'
const tests = 'test/**/*.{ts,tsx}'
const everyTypeScript = '**/*.{ts,tsx}'

const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'An `as const` object instead: an enum does not survive type stripping.',
}
const noBarrel = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that has it.',
}
const noClockOrChance = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Time comes in as an argument.',
  },
  {
    selector:
      'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Time comes in as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Chance comes in as an argument.',
  },
]
const noMachine = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length>1]',
    message: 'Reads the machine’s time zone: Date.UTC instead.',
  },
  {
    selector:
      'MemberExpression > Identifier.property[name=/^[gs]et(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)$/]',
    message: 'Reads the machine’s time zone: the UTC twin instead.',
  },
  {
    selector:
      'MemberExpression > Identifier.property[name=/^(localeCompare|toLocale\\w*)$/], Identifier[name="Intl"]',
    message: 'Reads the machine’s locale.',
  },
]
const noOffice = {
  selector: 'Identifier[name=/^(Word|Office|OfficeExtension)$/]',
  message: 'Only addin/host/word.ts and word-*.ts beside it name Word or Office.',
}

const noNetwork = {
  selector: 'Identifier[name=/^(fetch|XMLHttpRequest|WebSocket|EventSource)$/]',
  message: 'A reducer is pure: the client fetches.',
}

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.sourcewright/'] },
  {
    ...js.configs.recommended,
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: [everyTypeScript],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: {
      'import-x': importX,
      house: { rules: { 'reason-beside-disable': reasonBesideDisable() } },
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
    },
    rules: {
      'house/reason-beside-disable': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', noEnum, noBarrel],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Ports and clients are plain records of functions; nothing here has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: ['Error', 'URL', 'URLSearchParams'] },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'all', argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: [product],
    rules: {
      'max-lines': ['error', 300],
      'import-x/no-default-export': 'error',
      'import-x/no-extraneous-dependencies': [
        'error',
        { devDependencies: false, optionalDependencies: false },
      ],
    },
  },
  {
    files: ['shared/**/*.ts', 'server/{domain,ports}/**/*.ts', ...browser],
    rules: { 'import-x/no-nodejs-modules': 'error' },
  },
  {
    files: pure,
    rules: {
      'no-restricted-syntax': ['error', noEnum, noBarrel, ...noClockOrChance, ...noMachine],
    },
  },
  {
    files: ['server/{formats,services,pipeline}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, noBarrel, ...noClockOrChance] },
  },
  {
    files: ['server/{services,pipeline}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'kysely',
              allowTypeImports: true,
              message: 'Queries live in server/db; only a transaction is passed on.',
            },
            {
              name: 'zod',
              allowTypeImports: true,
              message: 'Schemas live in shared/contract, and routes check with them.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['shared/contract/index.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, ...noClockOrChance, ...noMachine] },
  },
  {
    files: browser,
    rules: {
      'no-restricted-syntax': ['error', noEnum, noBarrel, noOffice],
      'no-restricted-imports': [
        'error',
        { patterns: ['office-js', '@microsoft/office-js', '@types/office-js'] },
      ],
    },
  },
  {
    files: ['addin/host/word.ts', 'addin/host/word-*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noEnum, noBarrel],
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['addin/state/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noEnum, noBarrel, noOffice, noNetwork, ...noClockOrChance],
    },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  ...rooms,
  {
    // A migration is a frozen list of tables and columns.
    files: ['server/db/migrations/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: [tests],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
)

/**
 * Rules for one room: `folder` is a folder or a glob of files; `rooms` are folders or files of the
 * project, `packages` names (or scopes) of npm packages.
 */
function room(folder, { rooms = [], packages = [] }) {
  const isGlob = /\.ts$/.test(folder)
  const own = isGlob ? [] : [folder]
  const may = [...rooms, ...packages].join(', ') || 'nothing'
  const message = `${folder} may import ${may}.`
  const zones = [
    { target: '.', from: '.', except: ['node_modules', ...own, ...rooms], message },
    { target: '.', from: packagesFolder, except: packages, message },
  ]
  return {
    files: isGlob ? [folder] : [`${folder}/**/*.{ts,tsx}`],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: root, zones }] },
  }
}

/** A switched-off rule needs its reason in the same comment, after two hyphens. */
function reasonBesideDisable() {
  return {
    create: (context) => ({
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (/^\s*eslint-disable/.test(comment.value) && !/ -- \S/.test(comment.value)) {
            context.report({ loc: comment.loc, message: 'Say why, after " -- ".' })
          }
        }
      },
    }),
  }
}
