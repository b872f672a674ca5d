import type { Draft, Gap } from '../../shared/model/draft.ts'
import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import type { TextRange } from '../../shared/text/range.ts'

/** What a document says in place of text that a rule did not give. */
export type SectionNote = {
  readonly sectionId: string
  readonly ruleId: string
  readonly result:
    | { readonly outcome: 'gap'; readonly gap: Gap }
    | { readonly outcome: 'omitted'; readonly reason: string }
}

export type PlacedNote = SectionNote & { readonly range: TextRange }

export function listNotes(drafts: readonly Draft[]): SectionNote[] {
  return drafts.flatMap(({ sectionId, outputs }) =>
    outputs.flatMap(({ ruleId, result }) =>
      result.outcome === 'filled' ? [] : [{ sectionId, ruleId, result }],
    ),
  )
}

/** The words of a note as the document prints them. */
export function writeNote(result: SectionNote['result']): string {
  return result.outcome === 'gap'
    ? writeGap(result.gap)
    : endSentence(`Intentionally left out: ${result.reason}`)
}

/**
 * Where the notes stand in a document's text. One that was dropped, deleted or rewritten since stands
 * nowhere; of notes with the same words each takes a place of its own, in order.
 */
export function findNotes(text: string, notes: readonly SectionNote[]): PlacedNote[] {
  if (notes.length === 0) return []
  const fold = foldText(text)
  const taken = new Map<string, number>()
  return notes.flatMap((note) => {
    const words = foldText(writeNote(note.result)).folded
    const ordinal = taken.get(words) ?? 0
    taken.set(words, ordinal + 1)
    const start = findOccurrences(fold.folded, words, ordinal + 1)[ordinal]
    if (start === undefined) return []
    return [{ ...note, range: mapRangeBack(fold, { start, end: start + words.length }) }]
  })
}

function writeGap({ reason, searched, candidates }: Gap): string {
  const parts = [
    endSentence(reason),
    searched === '' ? '' : endSentence(`Searched: ${searched}`),
    candidates.length === 0 ? '' : endSentence(`Candidates: ${candidates.join('; ')}`),
  ]
  return `[Gap: ${parts.filter((part) => part !== '').join(' ')}]`
}

function endSentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
