import type { TextRange } from '../../shared/text/range.ts'

/** A text of a labelled set; it becomes a source of its own. */
export type LabelledText = { readonly id: string; readonly title: string; readonly body: string }

/** What a label says of one text; ranges are of its `body`. */
export type Answer = {
  readonly textId: string
  /** Any of them is right. */
  readonly sentences: readonly TextRange[]
  /** Shortest answers in words; [] where the set gives none. */
  readonly words: readonly string[]
}

export type LabelledQuestion = {
  readonly id: string
  readonly text: string
  /** Texts that are relevant to it. */
  readonly relevant: readonly string[]
  readonly answers: readonly Answer[]
  readonly isAnswerable: boolean
}

export type LabelledSet = {
  readonly texts: readonly LabelledText[]
  readonly questions: readonly LabelledQuestion[]
}

/** Which part of a set is read; `report` may be read once, when nothing is tuned any more. */
export type Half = 'tuning' | 'report'

/** Joins sentences by a blank, with the range of each. */
export function joinSentences(sentences: readonly string[]): {
  readonly body: string
  readonly ranges: readonly TextRange[]
} {
  let start = 0
  const ranges = sentences.map((sentence) => {
    const range = { start, end: start + sentence.length }
    start = range.end + 1
    return range
  })
  return { body: sentences.join(' '), ranges }
}
