import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import {
  findMeant,
  isSameLetters,
  toPlace,
  type Meant,
  type Place,
  type Point,
} from './quote-place.ts'
import { readFinalText, readParagraphs, type DocumentParagraph } from './word-text.ts'

/** Words of the document with the paragraphs that hold them. */
export type FoundQuote = {
  readonly paragraphs: readonly DocumentParagraph[]
  readonly place: Place
  readonly range: Word.Range
}

/**
 * The range of the words that a selector means. They are looked for in the text of the paragraphs by
 * our own code, since Word's search fails beyond 255 characters (office-js #31, #168, #731, #1726).
 * `unreachable`: they stand there, and Word does not give a range of them.
 */
export async function findQuoteRange(
  context: Word.RequestContext,
  selector: TextQuoteSelector,
): Promise<FoundQuote | 'gone' | 'unsure' | 'unreachable'> {
  return findMeantRange(context, selector)
}

/** The same, and what became of words that were edited, if a position tells enough of them. */
export async function findMeantRange(
  context: Word.RequestContext,
  selector: TextQuoteSelector,
  position?: PositionHint,
): Promise<(FoundQuote & Pick<Meant, 'isEdited'>) | 'gone' | 'unsure' | 'unreachable'> {
  const paragraphs = await readParagraphs(context)
  const texts = paragraphs.map(({ text }) => text)
  const found = findMeant(texts.join('\n'), selector, position)
  if (typeof found === 'string') return found
  const place = toPlace(texts, found.range)
  const range = await reachRange(context, paragraphs, place)
  return range ? { paragraphs, place, range, isEdited: found.isEdited } : 'unreachable'
}

/** The range between two points; undefined where Word does not find the words beside them. */
export async function reachRange(
  context: Word.RequestContext,
  paragraphs: readonly DocumentParagraph[],
  place: Place,
): Promise<Word.Range | undefined> {
  const starts = searchBeside(paragraphs, place.start, 'Start')
  const ends = searchBeside(paragraphs, place.end, 'End')
  await context.sync()
  const checked = [starts, ends].map((side) => side.map(checkHits))
  await context.sync()
  const [start, end] = checked.map((side) => side.flat().find((hit) => hit.isRight())?.edge)
  if (!start || !end) return undefined
  const range = start.expandTo(end)
  const text = readFinalText(range)
  await context.sync()
  return isSameLetters(text.value, sliceText(paragraphs, place)) ? range : undefined
}

/** The words between two points, with a line feed between paragraphs. */
export function sliceText(paragraphs: readonly DocumentParagraph[], { start, end }: Place): string {
  const texts = paragraphs.slice(start.paragraph, end.paragraph + 1).map(({ text }) => text)
  const last = texts.length - 1
  return texts
    .map((text, index) =>
      text.slice(index === 0 ? start.offset : 0, index === last ? end.offset : undefined),
    )
    .join('\n')
}

type Search = {
  readonly paragraph: Word.Paragraph
  readonly side: 'Start' | 'End'
  /** The final text from the paragraph's start to the point. */
  readonly before: string
  readonly hits: Word.RangeCollection
}

/** Short searches in the paragraph for what stands at a point: a long one, a shorter one, one word. */
function searchBeside(
  paragraphs: readonly DocumentParagraph[],
  { paragraph: index, offset }: Point,
  side: 'Start' | 'End',
): Search[] {
  const found = paragraphs[index]
  if (!found) return []
  const { paragraph, text } = found
  const beside = side === 'Start' ? text.slice(offset) : text.slice(0, offset)
  return listQueries(beside, side).map((query) => {
    const hits = paragraph.search(spellQuery(query), { matchCase: true })
    hits.load('items/text')
    return { paragraph, side, before: text.slice(0, offset), hits }
  })
}

function spellQuery(query: string): string {
  return query.replaceAll('^', '^^').replaceAll(noBreakHyphen, '^~')
}

/** As Word's text spells it; its search knows it as "^~". */
const noBreakHyphen = '\u001e'

/** Half of what Word's search takes, since each caret doubles, and each hyphen that ends no line. */
const searchLengths = [120, 24]

/** Heads or tails of a text that Word can search for; it finds no marks, breaks and soft hyphens. */
function listQueries(text: string, side: 'Start' | 'End'): string[] {
  const runs = text.split(unsearchable)
  const run = (side === 'Start' ? runs[0] : runs.at(-1)) ?? ''
  const word = (side === 'Start' ? /^\S+/ : /\S+$/).exec(run)?.[0] ?? ''
  const cut = (length: number) => (side === 'Start' ? run.slice(0, length) : run.slice(-length))
  const queries = [...searchLengths.map(cut), word.slice(0, 120)]
  return [...new Set(queries)].filter((query) => query.trim() !== '')
}

// eslint-disable-next-line no-control-regex -- these controls are how Word's text spells its marks
const unsearchable = /[\u0000-\u001d\u001f\u00ad\ufffc]/

/** Whether a hit is the one at the point tells the text before it: positions shift behind deletions. */
function checkHits({ paragraph, side, before, hits }: Search) {
  return hits.items
    .map((hit) => {
      const edge = hit.getRange(side)
      const text = readFinalText(paragraph.getRange('Start').expandTo(edge))
      return { edge, isRight: () => isSameLetters(text.value, before) }
    })
    .flat()
}
