import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { groupRows } from './group-rows.ts'
import { isDerived } from './judge-naming.ts'
import { isUnit, nameKey, readTelling } from './names-of-cells.ts'
import type { Indexed } from './opinion.ts'
import type { Token } from './statement.ts'
import { countColumn } from './told-numbers.ts'
import { listToldStatistics, readHalvesIn } from './told-statistics.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * The rows of one table that a sentence names in full, table by table, where it names several: "the safety
 * population had 181 subjects, and the per-protocol population 154". Nothing is added up of them.
 */
export function listNamedTogether(
  text: string,
  tokens: readonly Token[],
  cells: readonly Indexed[],
  findArms: ArmFinder,
): readonly (readonly Indexed[])[] {
  if (relating.test(text)) return []
  const told = new Set(tokens.map(nameKey))
  const statistics = new Set(listToldStatistics(text).map(({ statistic }) => statistic))
  const isTold = ({ cell }: ClaimEvidence): boolean => {
    if (!cell) return false
    const { table } = cell
    const path = cell.reference.rowPath
    const things = path.filter((name) => readHalvesIn(table, name).length === 0 && !isUnit(name))
    const own = readTelling(things.slice(-1), findArms).map(nameKey)
    const halves = path.flatMap((name) => readHalvesIn(table, name))
    return (
      own.length > 0 &&
      own.every((key) => told.has(key) || isDerived(key, told) || isAge(key, told)) &&
      (halves.length === 0 || halves.some((one) => statistics.has(one)))
    )
  }
  const tables = new Map<string, Indexed[]>()
  for (const row of groupRows(cells)) {
    const [first] = row
    if (!first?.one.cell || !isTold(first.one)) continue
    const { sourceTextId, context, cell } = first.one
    const key = JSON.stringify([sourceTextId, context, cell.reference.tableNumber])
    tables.set(key, [...(tables.get(key) ?? []), ...row])
  }
  return [...tables.values()].filter((table) => groupRows(table).length > 1)
}

/** Who is 75 years old is of that age. */
function isAge(key: string, told: ReadonlySet<string>): boolean {
  return key === 'age' && told.has('old')
}

/** What makes of two values more than two values: a part, a cause, a sum, a comparison. */
const relating =
  /\b(?:who|whom|whose|which|that|those|including|included|among|out of|because|due|led|leading|therefore|thus|hence|together|altogether|total|sum|than|both|same|each|every|either|neither|despite|although|only|except|without|most|half|majority|if|when|where|so)\b/i

/**
 * True where the values of several rows are told one by one, by "and" or a comma between them. What is told of
 * a number of people, "of the 182 randomized subjects", must be counted of all of the column: by a share of
 * it, as those who were screened are not.
 */
export function areSideBySide(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const values = paired.toSorted((a, b) => a.claim.range.start - b.claim.range.start)
  const isApart = values.every(({ claim, value }, at) => {
    const before = values[at - 1]
    if (!before || before.value.index === value.index) return true
    return joining.test(text.slice(before.claim.range.end, claim.range.start))
  })
  const wholes = Array.from(text.matchAll(ofNumber), ([, count = '']) => count.replaceAll(',', ''))
  const isOfAll = wholes.every((whole) =>
    paired.every(
      ({ value }) =>
        countColumn(value.headers) === whole &&
        (value.written === whole || isCountedOf(evidence[value.index]?.quote ?? '', Number(whole))),
    ),
  )
  return isApart && isOfAll
}

function isCountedOf(quote: string, whole: number): boolean {
  const [, count, percent] = /^\s*(\d+)\s*\(\s*(\d+(?:\.\d+)?)\s*%\s*\)/.exec(quote) ?? []
  return Math.abs((100 * Number(count)) / whole - Number(percent)) <= 0.5 + 1e-9
}

const joining = /[,;(]|\b(?:and|but|while|whereas)\b/i

const ofNumber =
  /\b(?:of|in|for|with|on|from)\s+(?:(?:the|all|these|a|total|of)\s+)*(\d[\d,]*)(?![\d.]|\s*(?:%|mg|[mµ]?g|mL|years?|weeks?|days?|months?|hours?)\b)\s+\p{L}+/giu
