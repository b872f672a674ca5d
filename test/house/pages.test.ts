import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { project } from '../support/build-house.ts'

const read = (page: string) => readFileSync(join(project, page), 'utf8')
const plan = read('ARCHITECTURE.md')

test('ARCHITECTURE.md is one page', () => {
  const lines = plan.split('\n')
  expect(lines.length).toBeLessThanOrEqual(111)
  expect(lines.filter((line) => [...line].length > 130)).toEqual([])
})

test('every file that ARCHITECTURE.md names is there', () => {
  const named = [...new Set(plan.match(/[\w*/.-]+\.(?:ts|js)\b/g))]
  expect(named.length).toBeGreaterThan(60)
  const files = globSync('{addin,bench,cli,examples,server,shared,test}/**/*', { cwd: project })
  const all = [...files, ...globSync('*.{ts,js}', { cwd: project })]
  const isThere = (name: string) => all.some((file) => matchesGlob(`/${file}`, `/**/${name}`))
  expect(named.filter((name) => !isThere(name))).toEqual([])
})

test.each(globSync('{*,docs/*}.md', { cwd: project }))(
  'every link of %s within the project leads somewhere',
  (page) => {
    const words = read(page)
    const anchors = [...words.matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) =>
        `#${heading
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-')}`,
    )
    const links = [...words.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link)
    const isThere = (link: string) =>
      link.startsWith('#')
        ? anchors.includes(link)
        : existsSync(join(project, dirname(page), link.replace(/#.*/, '')))
    expect(links.filter((link) => !isThere(link))).toEqual([])
  },
)
