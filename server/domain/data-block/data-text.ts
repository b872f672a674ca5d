import {
  dataHeading,
  dataList,
  dataParagraph,
  dataText,
} from '../../../shared/contract/data-block.ts'
import type { DraftParagraph, DraftSentence } from '../../../shared/model/draft.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import { citeData, plainWords, type PartPlace, type PartReading } from './data-part.ts'

/** A string: each of its lines is a paragraph. */
export function readDataText(value: unknown, place: PartPlace): PartReading {
  const parsed = dataText.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  return writeParagraphs(place, '', parsed.data, { role: 'body' })
}

export function readDataParagraph(value: unknown, place: PartPlace): PartReading {
  const parsed = dataParagraph.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const { paragraph, style } = parsed.data
  return writeParagraphs(place, '/paragraph', paragraph, { role: 'body', ...(style && { style }) })
}

/** A heading of the document, so many levels below that of its section. */
export function readDataHeading(value: unknown, place: PartPlace): PartReading {
  const parsed = dataHeading.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const { heading: raw, level = 1 } = parsed.data
  const text = plainWords(raw)
  if (text === '') return place.fail('/heading', 'holds no words')
  const citations = [citeData(place.dataHash, `${place.pointer}/heading`, raw, text)]
  const sentences = [{ text, basis: 'cited' as const, citations }]
  const deep = Math.min(place.sectionLevel + level, 9)
  return {
    outcome: 'read',
    content: [{ kind: 'paragraph', role: 'heading', level: deep, sentences }],
  }
}

export function readDataList(value: unknown, place: PartPlace): PartReading {
  const parsed = dataList.safeParse(value)
  if (!parsed.success) return place.refuse(parsed.error)
  const content = parsed.data.list.flatMap((raw, index): DraftParagraph[] => {
    const words = plainWords(raw)
    const sentences = listSentences(place, `/list/${index}`, raw, words)
    return words === '' ? [] : [{ kind: 'paragraph', role: 'list_item', sentences }]
  })
  return { outcome: 'read', content }
}

function writeParagraphs(
  place: PartPlace,
  below: string,
  raw: string,
  look: Pick<DraftParagraph, 'role' | 'style'>,
): PartReading {
  const lines = raw.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map(plainWords)
  const content = lines.flatMap((line): DraftParagraph[] => {
    const sentences = listSentences(place, below, raw, line)
    return line === '' ? [] : [{ kind: 'paragraph', ...look, sentences }]
  })
  return { outcome: 'read', content }
}

function listSentences(
  { dataHash, pointer }: PartPlace,
  below: string,
  raw: string,
  line: string,
): readonly DraftSentence[] {
  return splitSentences(line).map((range): DraftSentence => {
    const text = sliceRange(line, range)
    return { text, basis: 'cited', citations: [citeData(dataHash, pointer + below, raw, text)] }
  })
}
