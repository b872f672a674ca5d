import { createLabel, fitLabel, type TableLabel } from './table-label.ts'

/**
 * Which of the paths (group → row, header → sub-header) a written path names. A written segment is
 * the name itself or a prefix of it; segments may be left out at either end or in between, but the
 * paths that take the words most literally win: same words before other case before prefix, and
 * among these the whole path before one that lacks its beginning, before one with gaps, before one
 * that lacks its end. More than one index in the answer means that the written path is ambiguous.
 */
export function findPaths(
  written: readonly string[],
  paths: readonly (readonly string[])[],
): readonly number[] {
  const query = written.map(createLabel)
  const known = new Map<string, TableLabel>()
  const ranks = paths.map((path) =>
    rankPath(
      query,
      path.map((text) => labelOf(text, known)),
    ),
  )
  const best = ranks.reduce((least, rank) => Math.min(least, rank), Infinity)
  return best === Infinity ? [] : ranks.flatMap((rank, index) => (rank === best ? [index] : []))
}

export function formatPath(path: readonly string[]): string {
  return path.join(' > ')
}

/** The rows of a table share most of their groups. */
function labelOf(text: string, known: Map<string, TableLabel>): TableLabel {
  const label = known.get(text) ?? createLabel(text)
  known.set(text, label)
  return label
}

const alignments = [alignWhole, alignEnd, alignSubsequence, alignBeginning]

/** Smaller is more literal; Infinity does not fit. */
function rankPath(query: readonly TableLabel[], path: readonly TableLabel[]): number {
  if (query.length === 0 || query.length > path.length) return Infinity
  const ranks = alignments.map((align, order) => {
    const fit = align(query, path)
    return fit === undefined ? Infinity : fit * alignments.length + order
  })
  return Math.min(...ranks)
}

type Labels = readonly TableLabel[]

function alignWhole(query: Labels, path: Labels): number | undefined {
  return query.length === path.length ? worstFit(query, path) : undefined
}

function alignEnd(query: Labels, path: Labels): number | undefined {
  return worstFit(query, path.slice(path.length - query.length))
}

function alignBeginning(query: Labels, path: Labels): number | undefined {
  return worstFit(query, path.slice(0, query.length))
}

/** The last segment names the row itself; the others its groups, in their order. */
function alignSubsequence(query: Labels, path: Labels): number | undefined {
  let worst = 0
  let at = path.length
  for (const label of query.toReversed()) {
    const isRow = at === path.length
    let fit: number | undefined
    do {
      at -= 1
      const head = path[at]
      if (!head) return undefined
      fit = fitLabel(label, head)
    } while (fit === undefined && !isRow)
    if (fit === undefined) return undefined
    worst = Math.max(worst, fit)
  }
  return worst
}

function worstFit(query: Labels, path: Labels): number | undefined {
  let worst = 0
  for (const [index, label] of query.entries()) {
    const head = path[index]
    const fit = head && fitLabel(label, head)
    if (fit === undefined) return undefined
    worst = Math.max(worst, fit)
  }
  return worst
}
