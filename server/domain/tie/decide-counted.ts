import type { CountedRows, RowCount } from './count-rows.ts'
import type { FoundCell, TiedFinding } from './decide-tied.ts'

/**
 * What one list of records says by how many of them there are. Undefined where several lists may be meant, or
 * where nothing tells the records that are counted.
 */
export function decideCounted(counted: readonly CountedRows[]): TiedFinding | undefined {
  const named = counted.filter(({ left }) => left.length === 0)
  const [own, ...others] = named
  if (own && others.length === 0) return judge(own)
  const right = counted.filter(
    ({ counts }) =>
      counts.every(({ isRight }) => isRight) &&
      counts.some(({ conditions }) => conditions.length > 0),
  )
  const [best, ...rest] = right
  if (own || !best || rest.length > 0 || best.left.length * 3 > best.told.tokens.length)
    return undefined
  return { ...toFinding(best, 'partly_supported'), differences: listLeft(best) }
}

function judge(own: CountedRows): TiedFinding | undefined {
  const wrong = own.counts.filter(({ isRight }) => !isRight)
  if (wrong.length === 0) return toFinding(own, 'supported')
  const isSure =
    own.counts.length <= 2 &&
    wrong.length === 1 &&
    wrong.every(({ conditions }) => conditions.length > 0)
  if (!isSure) return undefined
  const [one] = wrong
  const cell = one && listCells(one)[0]
  return {
    ...toFinding(own, 'contradicted'),
    differences: wrong.map(({ number }) => ({ kind: 'number', claim: number.range, cell })),
  }
}

function listLeft({ told, left }: CountedRows): TiedFinding['differences'] {
  return left.flatMap((at) => {
    const claim = told.tokens[at]?.range
    return claim ? [{ kind: 'words' as const, claim, cell: undefined }] : []
  })
}

/** More cells than this tell the reader nothing. */
const mostCells = 12

function toFinding(own: CountedRows, state: TiedFinding['state']): TiedFinding {
  const cells = own.counts.flatMap((count) => listCells(count).slice(0, mostCells))
  const distinct = [...new Map(cells.map((cell) => [cell.range.start, cell])).values()]
  return { state, source: own.list.source, cells: distinct, differences: [], counts: describe(own) }
}

/** Of each record the cell that has the words, else the first that it has. */
function listCells({ conditions, records }: RowCount): readonly FoundCell[] {
  const column = conditions.at(-1)?.column ?? -1
  return records.flatMap((record) => {
    const field = record[column]?.reference ? record[column] : record.find((one) => one?.reference)
    return field?.reference
      ? [{ range: field.range, reference: field.reference, words: field.words }]
      : []
  })
}

/** "12 of 18 have “Completed” below “Status”". */
function describe({ list, counts }: CountedRows): string {
  const parts = counts.map(({ conditions, records }) => {
    const heads = [...new Set(conditions.map(({ column }) => list.heads[column]?.text ?? ''))]
    const of = `${String(records.length)} of ${String(list.records.length)} records`
    return heads.length === 0 ? of : `${of} by ${heads.map((head) => `“${head}”`).join(' and ')}`
  })
  return parts.join(', ')
}
