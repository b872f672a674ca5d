import type { ReviewClaim } from '../../shared/model/step-documents.ts'
import { joinRuns } from './docx-runs.ts'
import type { XmlElement } from './xml.ts'

/** An offset in the joined text of a paragraph. */
type PlaceInParagraph = { readonly paragraph: XmlElement; readonly offset: number }

/** Where words begin and end; both in one paragraph but for a cell of several. */
export type ClaimPlace = { readonly start: PlaceInParagraph; readonly end: PlaceInParagraph }

/**
 * Where the claims of a text probably stand among the paragraphs that it was read from: the words are
 * the same but for blanks, and of equal words those that are nearest to where the claim before them
 * was found. A guess, to be tried by a reader.
 * @param text what the claims' ranges point into
 */
export function guessPlaces(
  paragraphs: readonly XmlElement[],
  text: string,
  claims: readonly ReviewClaim[],
): ReadonlyMap<number, ClaimPlace> {
  const units = listUnits(paragraphs)
  const words = units.map(({ character }) => character).join('')
  const isWhole = (at: number, length: number) => isEdge(units, at) && isEdge(units, at + length)
  const expected = countUnits(text, claims)
  const places = new Map<number, ClaimPlace>()
  let drift = 0
  claims.forEach((claim, index) => {
    const wanted = claim.text.replace(/\s/g, '')
    if (wanted === '') return
    const from = Math.max(0, (expected[index] ?? 0) + drift)
    const fits = claim.kind === 'cell' ? (at: number) => isWhole(at, wanted.length) : () => true
    const at = findNearest(words, wanted, from, fits)
    if (at === undefined) return
    drift = at - (expected[index] ?? 0)
    const [first, last] = [units[at], units[at + wanted.length - 1]]
    if (!first || !last) return
    places.set(index, {
      start: { paragraph: first.paragraph, offset: first.offset },
      end: { paragraph: last.paragraph, offset: last.offset + 1 },
    })
  })
  return places
}

/** A UTF-16 unit that is no blank. */
type Unit = PlaceInParagraph & { readonly character: string }

function listUnits(paragraphs: readonly XmlElement[]): Unit[] {
  return paragraphs.flatMap((paragraph) =>
    joinRuns(paragraph)
      .text.split('')
      .map((character, offset) => ({ paragraph, character, offset }))
      .filter(({ character }) => /\S/.test(character)),
  )
}

/** Whether a paragraph begins at the unit, or none is there. */
function isEdge(units: readonly Unit[], at: number): boolean {
  return units[at]?.paragraph !== units[at - 1]?.paragraph
}

/** Units before each claim, which are in the order of the text. */
function countUnits(text: string, claims: readonly ReviewClaim[]): number[] {
  let count = 0
  let at = 0
  return claims.map(({ range }) => {
    if (range.start < at) [count, at] = [0, 0]
    count += text.slice(at, range.start).replace(/\s/g, '').length
    at = range.start
    return count
  })
}

function findNearest(
  words: string,
  wanted: string,
  from: number,
  fits: (at: number) => boolean,
): number | undefined {
  const search = (next: (at: number) => number, begin: number): number | undefined => {
    for (let at = begin; at >= 0; at = next(at)) if (fits(at)) return at
    return undefined
  }
  const behind = search((at) => words.indexOf(wanted, at + 1), words.indexOf(wanted, from))
  const before =
    from === 0
      ? undefined
      : search(
          (at) => (at === 0 ? -1 : words.lastIndexOf(wanted, at - 1)),
          words.lastIndexOf(wanted, from - 1),
        )
  if (behind === undefined || before === undefined) return behind ?? before
  return behind - from <= from - before ? behind : before
}
