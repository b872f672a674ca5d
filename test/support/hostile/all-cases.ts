import type { HostileCase } from './hostile-case.ts'
import { officeCases } from './office-cases.ts'
import { packageCases } from './package-cases.ts'
import { pageCases } from './page-cases.ts'
import { quietCases } from './quiet-cases.ts'
import { textCases } from './text-cases.ts'

/** `npm run bench -- hostile` takes them all. */
export const hostileCases: readonly HostileCase[] = [
  ...textCases,
  ...pageCases,
  ...officeCases,
  ...packageCases,
  ...quietCases,
]

/** Those that take seconds, of a kind that a shorter one shows as well. */
const longCases: ReadonlySet<string> = new Set([
  '100,000 pictures that open',
  '100,000 tags that open',
  '12 million rows',
  '50 MB of quotes',
  'one word of 50 MB',
  '25 million lines',
  '50 MB of lines of blanks',
  'inline elements 100,000 deep',
  'lists 100,000 deep',
  'a million attributes',
  '50 MB of paragraphs',
  'a table of 100,000 rows',
  '50 MB of words',
  'a million paragraphs',
  '16,384 columns in 20,000 rows, two cells each',
  '16,384 columns in 10 full rows',
  '16,384 columns in 200 full rows',
])

/** Each kind of attack on each format, in less than half a minute. */
export const shortCases = hostileCases.filter(({ name }) => !longCases.has(name))
