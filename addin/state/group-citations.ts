import type { AnswerCitation, AnswerSentenceView } from '../../shared/contract/conversations.ts'

/** The cells of one row behind a statement are one source to a reader: its words, with each cell marked. */
export function groupCitations(sentences: readonly AnswerSentenceView[]): AnswerSentenceView[] {
  return sentences.map((sentence) => ({ ...sentence, citations: groupByRow(sentence.citations) }))
}

function groupByRow(citations: readonly AnswerCitation[]): AnswerCitation[] {
  const groups: AnswerCitation[][] = []
  for (const citation of citations) {
    const last = groups.at(-1)
    if (last?.[0] && isOfSameRow(last[0], citation)) last.push(citation)
    else groups.push([citation])
  }
  return groups.map(join)
}

/** The very same words are shown of both, and cells of a table lie in them. */
function isOfSameRow(a: AnswerCitation, b: AnswerCitation): boolean {
  return (
    (a.table !== null || b.table !== null) &&
    a.document_source_id === b.document_source_id &&
    a.document_source_version === b.document_source_version &&
    a.start_char === b.start_char &&
    a.end_char === b.end_char
  )
}

/** A cell that is cited for its name and for its value is marked once. */
function orderOnce(marks: AnswerCitation['marks']): AnswerCitation['marks'] {
  const byStart = new Map(marks.map((mark) => [mark.start, mark]))
  return [...byStart.values()].toSorted((a, b) => a.start - b.start)
}

function join(group: readonly AnswerCitation[]): AnswerCitation {
  const [first] = group
  if (!first) throw new Error('a group has a citation')
  const table = group.find((one) => one.table !== null)?.table ?? null
  const columns = group.flatMap((one) => one.table?.columns ?? [])
  return {
    ...first,
    table: table && { ...table, columns },
    marks: orderOnce(group.flatMap(({ marks }) => marks)),
    boxes: group.flatMap(({ boxes }) => boxes),
    is_stale: group.some((one) => one.is_stale),
    quote: group.map(({ quote }) => quote).join('\t'),
  }
}
