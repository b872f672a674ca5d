import type {
  CheckedSentence,
  CheckResponse,
  ClaimDifferenceAnswer,
  ClaimEvidenceAnswer,
} from '../../shared/contract/checks.ts'
import type { UnusedResponse } from '../../shared/contract/source-use.ts'
import type { TracedSource } from '../../shared/contract/sources.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { countFiltered, countProblems, type ClaimFilter } from './check-filter.ts'
import { findPosition, type CheckList } from './check-list.ts'
import { isSettled } from './claim-wording.ts'
import { describeClaim } from './source-words.ts'
import { nameSection } from './run-words.ts'

/** What a state means, for a person. */
export function explainState(state: ClaimState): string {
  return stateMeanings[state]
}

const stateMeanings: Record<ClaimState, string> = {
  supported: 'A source says this.',
  partly_supported: 'A source says a part of this, or says it in another way.',
  contradicted: 'A source says something else.',
  no_source_found: 'No source was found that says this.',
  house_text: 'The template’s own words: no source has to say them.',
  not_a_claim: 'Nothing that could be true or false.',
  not_checked: 'Nobody has checked this yet.',
  edited_since_check: 'Edited after the check: what was found does not count any more.',
}

function describeFilter(filter: ClaimFilter): string {
  switch (filter) {
    case 'all':
      return 'All'
    case 'problems':
      return 'Problems'
    case 'approved_wording':
      return 'Wording approved'
    case 'overridden':
      return 'Overridden'
    case 'stale':
      return 'Source changed'
    default:
      return describeClaim(filter)
  }
}

export type FilterOption = {
  readonly filter: ClaimFilter
  readonly label: string
  readonly count: number
}

/**
 * The states, whose counts add up to the total, and the groups of sentences to look at. States that
 * only a check under way or an edit gives, and groups that people make, are left out while nothing is in
 * them; what is `chosen` stays.
 */
export function listFilterOptions(
  response: CheckResponse,
  chosen: ClaimFilter,
): {
  readonly groups: readonly FilterOption[]
  readonly states: readonly FilterOption[]
} {
  const option = (filter: ClaimFilter): FilterOption => ({
    filter,
    label: describeFilter(filter),
    count: countFiltered(response, filter),
  })
  const states = shownStates.map(option).filter(({ filter, count }) => {
    const isRare = filter === 'not_checked' || filter === 'edited_since_check'
    return !isRare || count > 0 || filter === chosen
  })
  const groups = (['all', 'problems'] as const).map(option)
  const further = (['approved_wording', 'overridden', 'stale'] as const)
    .map(option)
    .filter(({ filter, count }) => count > 0 || filter === chosen)
  return { groups: [...groups, ...further], states }
}

const shownStates = [
  'contradicted',
  'partly_supported',
  'no_source_found',
  'edited_since_check',
  'not_checked',
  'supported',
  'house_text',
  'not_a_claim',
] as const satisfies readonly ClaimState[]

/** What the check found in all, with its denominator: nothing is said of what was not looked at. */
export function describeCheck(response: CheckResponse): string {
  const { check, total, counts, searched, approved_wording: approved } = response
  if (total === 0) return 'Nothing to check: the document has no sentences and no table cells.'
  const items = count(total, 'sentence or cell', 'sentences and cells')
  if (!check) return `None of ${items} has been checked yet.`
  const problems = countProblems(response)
  const found =
    problems === 0 ? `No problems in ${items}` : `${count(problems, 'problem')} in ${items}`
  // the list is in the order of the document: one among many that are partly supported stands anywhere
  const wrong = counts.contradicted ? `, ${counts.contradicted} of them contradicted` : ''
  const wordings = approved === 1 ? 'an approved wording' : 'approved wordings'
  const settled = approved > 0 ? `, ${approved} in ${wordings}` : ''
  return `${found}${wrong}${settled}, checked against ${count(searched.passages, 'passage')} of ${count(searched.sources, 'source')}.`
}

/** Why what is shown is not the newest any more; '' while it is. */
export function describeAge(response: CheckResponse): string {
  const { counts, check, sources_changed } = response
  const edited = counts.edited_since_check ?? 0
  const parts = [
    edited > 0 && check
      ? `${count(edited, 'sentence or cell', 'sentences and cells')} edited since the check.`
      : '',
    sources_changed ? 'The sources have changed since the check.' : '',
  ]
  return parts.filter(Boolean).join(' ')
}

/** "3 of 12 problems", said aloud with what it is; '' while other sentences are waited for. */
export function describePosition(list: CheckList, current: CheckedSentence | undefined): string {
  const { response, filter } = list
  if (!response || list.isOutdated) return ''
  const position = findPosition(list)
  if (position === undefined) {
    if (!current) return describeRange(list)
    const now = isSettled(current)
      ? describeFilter('approved_wording')
      : describeClaim(current.state)
    return `No longer among these: ${now}`
  }
  return `${position} of ${response.matching} ${nounOf(filter, response.matching)}`
}

/** "1–25 of 543": which of the list are on the page. */
export function describeRange({ response, filter, isOutdated }: CheckList): string {
  if (!response || isOutdated || response.matching === 0) return ''
  const first = (response.page - 1) * response.page_size + 1
  const last = first + response.sentences.length - 1
  return `${first}–${last} of ${response.matching} ${nounOf(filter, response.matching)}`
}

/** Why the list is empty. */
export function describeEmpty(filter: ClaimFilter, response: CheckResponse): string {
  if (response.total === 0) return describeCheck(response)
  if (filter === 'problems') return `None of ${response.total} sentences and cells has a problem.`
  if (filter === 'approved_wording') {
    return `In none of ${response.total} sentences and cells is the template’s wording approved.`
  }
  return `None of ${response.total} sentences and cells: ${describeFilter(filter)}.`
}

function nounOf(filter: ClaimFilter, number: number): string {
  if (filter === 'problems') return number === 1 ? 'problem' : 'problems'
  const words = number === 1 ? 'sentence or cell' : 'sentences and cells'
  return filter === 'all' ? words : `${words}: ${describeFilter(filter)}`
}

/** "Table 14-1.1 › Screened › Total", or the section: where the sentence stands in the document. */
export function describeClaimPlace({ section_id, table }: CheckedSentence): string {
  if (!table) return nameSection(section_id)
  const name = table.number ? `Table ${table.number}` : table.title || 'Table'
  return [nameSection(section_id), name, ...table.row_path, ...table.column_path]
    .filter(Boolean)
    .join(' › ')
}

/** The beginning of a passage, with a sign that it goes on. */
export function describeExcerpt(
  unused: Pick<UnusedResponse['unused'][number], 'excerpt' | 'start_char' | 'end_char'>,
): string {
  const { excerpt, start_char: start, end_char: end } = unused
  return excerpt.length < end - start ? `${excerpt.trimEnd()}…` : excerpt
}

type DifferenceRow = {
  readonly kind: string
  /** Null where the document leaves out what the source has. */
  readonly words: string | null
  /** Null where the source has nothing in their place. */
  readonly sourceWords: string | null
}

/** What differs, each once. */
export function listDifferences(
  differences: readonly Pick<ClaimDifferenceAnswer, 'kind' | 'words' | 'source_words'>[],
): readonly DifferenceRow[] {
  const rows = differences.map(({ kind, words, source_words: sourceWords }) => ({
    kind: kindWords[kind] ?? kind,
    words: words === '' ? null : words,
    sourceWords,
  }))
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

/** The names of the kinds that the check's rules give differences. */
const kindWords: Partial<Record<string, string>> = {
  arm: 'group',
  mark: 'sign',
  modality: 'should, may or must',
  words: 'wording',
}

/** A piece of evidence as a source of the claim; undefined for a value of the run's data. */
export function toSource(
  sentence: Pick<CheckedSentence, 'checked_state' | 'basis' | 'is_stale' | 'differences'>,
  evidence: ClaimEvidenceAnswer,
  index: number,
): TracedSource | undefined {
  const { document_source_id: id, document_source_name: name, table, quote } = evidence
  if (id === null || name === null) return undefined
  return {
    document_source_id: id,
    document_source_name: name,
    document_source_version: evidence.document_source_version ?? 1,
    referenced_text: quote,
    basis: sentence.basis ?? 'retrieved',
    page: evidence.page,
    page_label: evidence.page_label,
    section_name: evidence.section_name,
    table: table && { ...table, columns: table.column_path.length > 0 ? [table.column_path] : [] },
    start_char: evidence.start_char ?? 0,
    end_char: evidence.end_char ?? quote.length,
    marks: sentence.differences.flatMap((one) => (one.evidence === index ? markOf(one) : [])),
    boxes: [],
    ocr: null,
    score: null,
    claim_state: sentence.checked_state,
    is_stale: false,
    preview_url: null,
  }
}

function markOf({ source_start: start, source_end: end }: ClaimDifferenceAnswer) {
  return start === null || end === null ? [] : [{ start, end }]
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
