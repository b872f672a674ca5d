import type { DraftCitation, Transformation } from '../../../shared/model/citation.ts'
import type {
  Draft,
  DraftBlock,
  DraftCell,
  DraftSentence,
  TableReference,
} from '../../../shared/model/draft.ts'
import type { StyleGuide } from '../../../shared/model/style-guide.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import { verify } from '../verify/verify.ts'
import { writeDates, writeNumbers, writeTerms, type StyleChange } from './style-changes.ts'

/**
 * A draft in the words of a style guide. Terms change in copied prose, numbers and dates in tables, too;
 * each change is recorded with its citation. A change is made only where a check says of the new words what
 * it said of the old ones. The template's own words, values of data, computed values and sentences with a
 * quotation stay as they are: a wrong change is worse than none.
 */
export function applyStyle(
  draft: Draft,
  guide: StyleGuide,
  sources: readonly EvidenceSource[],
): Draft {
  const inTable = [writeNumbers(guide), writeDates(guide)]
  const changes: Changes = { inTable, inProse: [writeTerms(guide), ...inTable], sources }
  const outputs = draft.outputs.map((output) => {
    const { result } = output
    if (result.outcome !== 'filled') return output
    const content = result.content.map((block) => restyleBlock(block, changes))
    return { ...output, result: { ...result, content } }
  })
  return { ...draft, outputs }
}

type Changes = {
  readonly inProse: readonly StyleChange[]
  readonly inTable: readonly StyleChange[]
  readonly sources: readonly EvidenceSource[]
}

function restyleBlock(block: DraftBlock, changes: Changes): DraftBlock {
  if (block.kind === 'image') return block
  const restyle = (one: DraftSentence) => restyleSentence(one, changes)
  if (block.kind === 'paragraph') return { ...block, sentences: block.sentences.map(restyle) }
  const rows = block.rows.map((row) => row.map((cell) => restyleCell(cell, changes)))
  return { ...block, rows, notes: block.notes.map(restyle) }
}

function restyleCell(cell: DraftCell, { inTable, sources }: Changes): DraftCell {
  if (!mayChange(cell)) return cell
  return inTable.reduce((before, change) => {
    const { text, transformations } = change(startOf(before.text))
    const after = { ...before, text, citations: record(before.citations, transformations) }
    return isSaidAlike(before, after, true, sources) ? after : before
  }, cell)
}

function restyleSentence(sentence: DraftSentence, { inProse, sources }: Changes): DraftSentence {
  if (sentence.basis !== 'cited' || !mayChange(sentence)) return sentence
  return inProse.reduce((before, change) => {
    const { text, transformations, leftToWriter } = change({
      ...startOf(before.text),
      leftToWriter: before.leftToWriter ?? [],
    })
    if (transformations.length === 0) return before
    const references = moveReferences(before, change)
    if (!references) return before
    const after: DraftSentence = {
      ...before,
      text,
      citations: record(before.citations, transformations),
      ...(leftToWriter.length > 0 && { leftToWriter }),
      ...(before.references && { references }),
    }
    return isSaidAlike(before, after, false, sources) ? after : before
  }, sentence)
}

function startOf(text: string) {
  return { text, transformations: [], leftToWriter: [] }
}

function mayChange({ text, citations }: Pick<DraftSentence, 'text' | 'citations'>): boolean {
  const isOfSources = citations.every(
    ({ evidence, formula }) => evidence.kind === 'text' && formula === '',
  )
  return citations.length > 0 && isOfSources && !/[“”„«»"]/u.test(text)
}

/** Undefined where a change would touch the name of a table. */
function moveReferences(
  { text, references = [] }: DraftSentence,
  change: StyleChange,
): readonly TableReference[] | undefined {
  const ranges = references.map(({ range }) => range)
  const moved = change({ ...startOf(text), leftToWriter: ranges })
  const isSame = references.every(({ range }, at) => {
    const to = moved.leftToWriter[at]
    return to !== undefined && sliceRange(moved.text, to) === sliceRange(text, range)
  })
  if (!isSame) return undefined
  return references.map((one, at) => ({ ...one, range: moved.leftToWriter[at] ?? one.range }))
}

/** With each citation whose words have what was changed. */
function record(
  citations: readonly DraftCitation[],
  added: readonly Transformation[],
): readonly DraftCitation[] {
  return citations.map((citation) => {
    const { evidence, transformations } = citation
    if (evidence.kind !== 'text') return citation
    const words = [evidence.quote, ...transformations.map(({ to }) => to)]
    const own = added.filter(({ from }) => words.some((one) => one.includes(from)))
    return own.length === 0
      ? citation
      : { ...citation, transformations: [...transformations, ...own] }
  })
}

type Part = Pick<DraftSentence, 'text' | 'citations'>

function isSaidAlike(
  before: Part,
  after: Part,
  isCell: boolean,
  sources: readonly EvidenceSource[],
): boolean {
  if (before.text === after.text) return true
  const judge = ({ text, citations }: Part) => {
    const evidence = citations.map((citation) => {
      const { evidence: one } = citation
      const id = one.kind === 'text' ? one.sourceTextId : ''
      return toClaimEvidence(
        citation,
        sources.find(({ sourceTextId }) => sourceTextId === id),
      )
    })
    return verify({ text, context: '', isCell }, evidence, true).state
  }
  return judge(before) === judge(after)
}
