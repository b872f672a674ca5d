import { findAlignedTables } from './pdf-aligned-tables.ts'
import type { RuledLine } from './pdf-page.ts'
import { createLine, type Line } from './pdf-page-lines.ts'
import { findRuledTables } from './pdf-ruled-tables.ts'
import type { FlowItem } from './pdf-table.ts'

/** Lines and tables of a region in reading order; the words of a table stand in no line. */
export function findTables(lines: readonly Line[], ruledLines: readonly RuledLine[]): FlowItem[] {
  const ruled = findRuledTables(lines, ruledLines)
  const items: FlowItem[] = []
  const placed = new Set<number>()
  const run: Line[] = []
  const closeRun = () => items.push(...replaceAligned(run.splice(0), ruledLines))
  for (const line of lines) {
    const hit = ruled.findIndex(({ words }) => line.words.some((word) => words.has(word)))
    if (hit < 0) {
      run.push(line)
      continue
    }
    const { table, words } = ruled[hit]!
    const rest = line.words.filter((word) => !words.has(word))
    if (!placed.has(hit)) {
      closeRun()
      items.push(table)
      placed.add(hit)
    }
    if (rest.length > 0) run.push(createLine(rest, line.page))
  }
  closeRun()
  return items
}

function replaceAligned(lines: readonly Line[], ruledLines: readonly RuledLine[]): FlowItem[] {
  const items: FlowItem[] = []
  let next = 0
  for (const aligned of findAlignedTables(lines, ruledLines)) {
    items.push(...lines.slice(next, aligned.first), ...aligned.items)
    next = aligned.last + 1
  }
  return [...items, ...lines.slice(next)]
}
