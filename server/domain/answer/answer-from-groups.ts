import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { nameTable, tidy } from './cell-statement.ts'
import type { PartialAnswer } from './compose-answer.ts'
import { createVerdict } from './create-verdict.ts'
import type { FoundGroups, Group } from './find-groups.ts'
import { describeCompared, phrases } from './phrases.ts'
import { createNote, createStatement, quote, toLine } from './statement.ts'

/** What the rows of each come to, the highest or lowest first, each computed from the cells that it cites. */
export function answerFromGroups(found: FoundGroups): PartialAnswer {
  const { best, others } = found
  return {
    sentences: [
      createNote(describeCompared(best.length + others.length, 'sum')),
      createNote(phrases.computedFromCited),
      ...[...best, ...others].map((group) => stateGroup(found, group)),
    ],
    verdict: createVerdict('comparison', 'answered'),
  }
}

/** "Total Amount (EUR), District Old Town: 29,400". */
function stateGroup({ table, field, amount }: FoundGroups, group: Group): AnswerSentence {
  const { source, table: own } = table.place
  const columnPath = table.columns[amount]?.path ?? []
  const refer = (rowPath: readonly string[], path: readonly string[]) => ({
    tableNumber: own.number,
    rowPath,
    columnPath: path,
    part: 'whole' as const,
  })
  const entry = tidy(sliceRange(source.sourceText.text, group.entry.range))
  const head = toLine(field.name)
  const text = `Total ${columnPath.join(', ')}, ${head} ${entry}: ${group.sum} (${nameTable(table.place)})`
  return createStatement(text, [
    quote(source, group.entry.range, refer(group.rows[0]?.path ?? [], [head])),
    ...group.rows.flatMap((row) => {
      const cell = row.cells[amount]
      return cell ? [quote(source, cell.range, refer(row.path, columnPath))] : []
    }),
  ])
}
