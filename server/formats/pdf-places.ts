import type { PageWords } from '../../shared/model/page-words.ts'
import { shiftRange, type TextRange } from '../../shared/text/range.ts'
import { packWords, type PlacedWord, unitsPerPoint } from '../domain/page-words.ts'
import { placeWords, type TextLine } from './pdf-page-lines.ts'
import type { Word } from './pdf-words.ts'

/** A piece of joined lines, from `start` to `end`, that stands in the text at `at`. */
export type Kept = TextRange & { readonly at: number }

/** Gathers where the words of a text stand while it is written. */
export type Places = {
  /** Lines whose joined text was written in pieces, in order; `starts` is where each line begins in it. */
  add(lines: readonly TextLine[], starts: readonly number[], kept: readonly Kept[]): void
  list(): PageWords[]
  /** Where the doubtful words of each page stand in the text. */
  listDoubtful(): readonly (readonly TextRange[])[]
  /** Where one of the wanted words stands in the text. */
  rangeOf(word: Word): TextRange | undefined
}

type Size = { readonly width: number; readonly height: number }

/** `sizes` are those of the pages as shown, in points; the ranges of `wanted` words are kept. */
export function createPlaces(sizes: readonly Size[], wanted: ReadonlySet<Word>): Places {
  const byPage: PlacedWord[][] = sizes.map(() => [])
  const ranges = new Map<Word, TextRange>()
  const doubtful: TextRange[][] = sizes.map(() => [])
  const keep = (word: Word, range: TextRange) => {
    if (wanted.has(word)) ranges.set(word, range)
    if (word.isDoubtful) doubtful[word.frame.page - 1]!.push(range)
  }
  return {
    add(lines, starts, kept) {
      for (const [index, line] of lines.entries()) {
        const end = starts[index + 1] ?? Infinity
        for (const piece of kept)
          addLine(byPage, sizes, line, { start: starts[index]!, end }, piece, keep)
      }
    },
    listDoubtful: () => doubtful,
    rangeOf: (word) => ranges.get(word),
    list: () => byPage.flatMap((words, index) => packWords(index + 1, words) ?? []),
  }
}

/** What is cut off is no place of the text: the mark of an item, the hyphen of a word that was closed. */
function addLine(
  byPage: readonly PlacedWord[][],
  sizes: readonly Size[],
  line: TextLine,
  own: TextRange,
  kept: Kept,
  keep: (word: Word, range: TextRange) => void,
): void {
  let goesOn = false
  for (const [index, range] of placeWords(line.words).ranges.entries()) {
    const start = Math.max(own.start + range.start, kept.start)
    const end = Math.min(own.start + range.end, own.end, kept.end)
    if (start >= end) continue
    const word = line.words[index]!
    const page = word.frame.page - 1
    const moved = shiftRange({ start, end }, kept.at - kept.start)
    keep(word, moved)
    byPage[page]!.push({ ...moved, ...findEdges(word, sizes[page]!), goesOn })
    goesOn = true
  }
}

type Edges = Pick<PlacedWord, 'left' | 'top' | 'right' | 'bottom'>

/** What of the word stands on the page: never nothing, since letters without width are drawn as well. */
function findEdges(word: Word, size: Size): Edges {
  const box = word.frame.shownBox(word)
  const [left, right] = clip(box.left, box.right, size.width)
  const [top, bottom] = clip(box.top, box.bottom, size.height)
  return { left, right, top, bottom }
}

function clip(start: number, end: number, size: number): [number, number] {
  const last = Math.max(Math.floor(size * unitsPerPoint), 1)
  const first = clamp(Math.round(start * unitsPerPoint), 0, last - 1)
  return [first, clamp(Math.round(end * unitsPerPoint), first + 1, last)]
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
