import { findPage } from '../../../shared/model/find-page.ts'
import type { NearPassage } from '../../../shared/model/conversation.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findSectionName } from '../quote-context.ts'

/** The product's own words in an answer: all of them are here, and none says anything of the subject. */
export const phrases = {
  dontSay: 'The sources don’t say.',
  noReason: 'The sources give no reason for this.',
  noValue: 'The sources speak of this and give no value.',
  unclear: 'The question names nothing that could be searched for.',
  nothingToSearch: 'There is no source that could be searched.',
  onlyPlanned: 'No result was found; this is what was planned.',
  disagree: 'The sources disagree; the other one says:',
  others: 'Other tables name it, too:',
  planned: 'Planned: ',
  item: '• ',
} as const

export function describeSearch(searched: { sources: number; passages: number }): string {
  const { sources, passages } = searched
  return `Searched: ${count(sources, 'source')}, ${count(passages, 'passage')}.`
}

export function describeNearest(
  nearest: readonly NearPassage[],
  sources: readonly EvidenceSource[],
): string {
  const places = nearest.flatMap(({ sourceTextId, range }) => {
    const source = sources.find((one) => one.sourceTextId === sourceTextId)
    return source ? [namePlace(source, range.start)] : []
  })
  return `Nearest: ${[...new Set(places)].join('; ')}.`
}

export function describeCompared(rows: number): string {
  return `Of ${count(rows, 'row')} compared:`
}

function namePlace({ name, sourceText }: EvidenceSource, offset: number): string {
  const section = findSectionName(sourceText, offset)
  const page = findPage(sourceText.pages, offset)
  return [name, section && `“${section}”`, page && `page ${page.number}`].filter(Boolean).join(', ')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
