import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * "With 1.5% in both groups", "in each case" of values of one column alone: of the others nothing is borne out. What is
 * said of each group without naming one is held against all of them in judge-scope.ts.
 */
export function judgeToldOfEach(
  text: string,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const cited = paired.flatMap(({ value }) => evidence[value.index] ?? [])
  const columns = new Set(cited.map(({ cell }) => JSON.stringify(cell?.reference.columnPath)))
  if (columns.size > 1 || cited.length === 0) return []
  const isOfOne = tokens.some(({ kind }) => kind === 'arm')
  const heads = cited.flatMap(({ cell }) => cell?.headers ?? []).join(' | ')
  return Array.from(text.matchAll(ofEach)).flatMap(({ 0: words, index }): readonly CellFinding[] =>
    (!isOfOne && ofGroups.test(words)) || new RegExp(words, 'i').test(heads)
      ? []
      : [
          {
            kind: 'words',
            claim: { start: index, end: index + words.length },
            evidence: null,
            contradicts: false,
          },
        ],
  )
}

const ofEach =
  /\b(?:in|on|for|at|with|across) (?:both|each|all|every|either) (?:of the )?(?:\w+ )?(?:groups?|arms?|cases?|instances?|cohorts?|treatments?|years?|quarters?|doses?|sites?)\b/gi

const ofGroups = /(?:groups?|arms?|cohorts?|treatments?|doses?)$/i
