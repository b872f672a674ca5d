import { listBounds } from './told-bounds.ts'
import type { ToldSentence } from './told-sentence.ts'
import { namesOf, type TiedCell, type TiedTable } from './tied-table.ts'

/** What a name may say that makes its values another thing, and how a sentence tells it. */
type Limit = { readonly says: RegExp; readonly told: RegExp; readonly isOfValues?: true }

const limits: readonly Limit[] = [
  {
    // of people who had a change there is a count, and no change of it
    isOfValues: true,
    says: /\b(?:changes?|differences?|increases?|decreases?|reductions?)\b/i,
    told: /\b(?:chang|differ|increas|decreas|reduc|rose|ris|fell|fall|declin|drop|lower|higher|more|less|fewer|greater|smaller|grew|gr[o]w|improv|worsen|up|down|points?)/i,
  },
  {
    says: /\b(?:without|excluding|except|not|never|non|free of|lacking)\b/i,
    told: /\b(?:without|exclud|except|not|never|no|none|non|free|lack|un\p{L}+|outside)/iu,
  },
  {
    says: /\bshifts?\b/i,
    told: /\bshift|\bfrom\b.*\bto\b|\bbaseline\b.*\b(?:week|day|month|visit|end)\b|\b(?:week|day|month|visit|end)\b.*\bbaseline\b/i,
  },
  { says: /\bgrades?\b/i, told: /\bgrades?\b/i },
  {
    says: /\b(?:cumulative|(?:year )?to date|YTD)\b/i,
    told: /\bcumulati|\bto date\b|\bYTD\b|\byear to\b|\bso far\b/i,
  },
  { says: /\bper\s+[\d,]+/i, told: /\bper\b/i },
  { says: /\b(?:leading|led) to death|fatal\b/i, told: /\b(?:deaths?|died|dying|fatal)/i },
  {
    says: /\b(?:leading|led) to\b[^\n]*\b(?:discontinu|withdraw)/i,
    told: /\b(?:discontinu|withdr[ae]w|stopp|terminat)/i,
  },
]

/** The same of what a row or a column is called. */
const ofNames: readonly Limit[] = [
  { says: /\boverall survival\b/i, told: /\boverall\b|\bOS\b/ },
  { says: /\boperating profit\b/i, told: /\boperating\b|\bEBIT\b/i },
  { says: /\b(?:recover|resolv|improv)ing\b/i, told: /\b(?:recover|resolv|improv)ing\b/i },
]

const planned =
  /\b(planned|budget(?:ed)?|target|forecast|projected|expected|approved|proposed|scheduled|anticipated|intended)\b/i

/**
 * True where a sentence tells all that restricts what its cells are of: changes, plans, grades, thresholds
 * and what is left out.
 */
export function isWithinLimits(
  told: ToldSentence,
  cells: readonly TiedCell[],
  table: TiedTable,
): boolean {
  const said = `${told.text}\n${[...told.heading].join(' ')}`
  const title = titleOf(table)
  // who names the table has said what it is of
  if (table.block.number !== '' && said.includes(`Table ${table.block.number}`)) return true
  const names = [title, ...cells.map((cell) => namesOf(cell, table))]
  const isOfPeople = cells.some(({ values }) => values.some(({ isPercent }) => isPercent))
  const open = limits.filter(
    ({ isOfValues, told: own }) => !(isOfValues && isOfPeople) && !own.test(said),
  )
  return (
    names.every((name) => !open.some(({ says }) => says.test(name))) &&
    names
      .slice(1)
      .every((name) =>
        ofNames.every(({ says, told: own }) => !says.test(name) || own.test(said)),
      ) &&
    names.slice(1).every((name) => isInOrder(told.text, name)) &&
    isOfPlan(said, names, table) &&
    isOfThreshold(told.text, names, title)
  )
}

/** Its own title, else the words that stand for one. */
function titleOf({ block, words }: TiedTable): string {
  return block.title || words.split('\n').slice(0, 3).join('\n')
}

/** What was planned is told as planned. */
function isOfPlan(
  said: string,
  names: readonly string[],
  { rows, columns, around }: TiedTable,
): boolean {
  const lines = [...rows, ...columns].flatMap(({ path }) => path).join('\n')
  const isOfBoth = /\bactual|\boutcome|\bresult|\bspent\b/i.test(lines) || planned.test(lines)
  const place = around.map((one) => (one.kind === 'word' ? one.lower : '')).join(' ')
  const all = isOfBoth ? names : [...names, place]
  return all.every((name) => {
    const word = planned.exec(name)?.[1]
    if (word === undefined) return true
    const stem = word.slice(0, 5).toLowerCase()
    return said.toLowerCase().includes(stem) || /\bto be\b|\bwill\b/.test(said)
  })
}

/** "Above 3 times", "Grade 3 or higher", "≥65 years": the threshold is told, and which side of it. */
function isOfThreshold(text: string, names: readonly string[], title: string): boolean {
  const told = listBounds(text)
  return names.every((name) =>
    listBounds(name)
      .filter(({ kind, isShare }) => kind !== '' && !(isShare && name === title))
      .every(({ value, kind }) => told.some((one) => one.value === value && one.kind === kind)),
  )
}

/** "10 mg vs placebo" is no "placebo vs 10 mg". */
function isInOrder(text: string, name: string): boolean {
  const between = /\s+(?:vs\.?|versus|minus)\s+/i
  return name.split('\n').every((label) => {
    const [first, second] = label.split(between).map((part) => part.trim().toLowerCase())
    if (first === undefined || second === undefined) return true
    const sides = text.toLowerCase().split(between)
    const [before, behind] = [sides[0]?.trim() ?? '', sides[1]?.trim() ?? '']
    return sides.length !== 2 || !(before.endsWith(second) && behind.startsWith(first))
  })
}
