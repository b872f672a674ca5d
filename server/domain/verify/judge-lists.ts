import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import type { PairedValue } from './cell-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/** "Nausea in 8, rash in 5": the name right before a value must not be one of another row. */
export function judgeLists(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  return paired.flatMap(({ claim, value }): readonly CellFinding[] => {
    const cell = evidence[value.index]?.cell
    const found = named.exec(text.slice(0, claim.range.start))
    const name = found?.groups?.name?.toLowerCase()
    if (!cell || !found || name === undefined) return []
    const isOwn = cell.headers.some((head) => head.trim().toLowerCase() === name)
    const isOther = cell.table.rows.some((path) => path.at(-1)?.trim().toLowerCase() === name)
    if (isOwn || !isOther) return []
    const start = found.index + found[0].toLowerCase().indexOf(name)
    return [doubt({ start, end: start + name.length }, value)]
  })
}

const named =
  /(?:^|[,;:] |\band |\bwere )(?<name>\p{L}[^,;:()]{1,80}?)(?: in| of| was| were|:| =)? [^\p{L}\d]{0,3}$/u
