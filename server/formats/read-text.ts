import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import { composeSourceText, createParagraph } from './content-item.ts'
import { decodeText } from './decode-text.ts'
import type { ParagraphContent } from './docx-paragraph.ts'
import { findHeadingNumber, findListMarker } from './pdf-markers.ts'
import { refuseOnError } from './refused.ts'
import { checkCharacters, checkLines } from './size-limits.ts'

const textReader: ReaderIdentity = { name: 'text', version: '1', options: '' }

/** Plain text: blank lines part paragraphs, and lines that were wrapped are joined again. */
export function readText(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { items, warnings } = readTextContent(bytes)
    return { outcome: 'read', sourceText: composeSourceText(textReader, items), warnings }
  })
}

/** The paragraphs of a text, before they are one. */
export function readTextContent(bytes: Uint8Array) {
  const { text, warnings } = decodeText(bytes)
  checkCharacters(text.trimEnd().length)
  return { items: listStretches(text).flatMap(readStretch), warnings }
}

/** Lines between two blank ones. */
function listStretches(text: string): string[][] {
  const stretches: string[][] = []
  let open: string[] | undefined
  let lines = 0
  for (const line of eachLine(text)) {
    if (line.trim() === '') open = undefined
    else if (open) open.push(line)
    else stretches.push((open = [line]))
    checkLines((lines += 1))
  }
  return stretches
}

function* eachLine(text: string): Generator<string> {
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end)
    start = end + 1
  }
  yield text.slice(start)
}

function readStretch(lines: readonly string[]): ParagraphContent[] {
  const isAlone = lines.length === 1
  const joined: string[][] = []
  for (const line of lines) {
    const open = joined.at(-1)
    const before = open?.at(-1)
    if (open && before !== undefined && goesOn(before, line)) open.push(line.trim())
    else joined.push([line])
  }
  return joined.map((one) => readLine(one.join('\n'), isAlone))
}

/** A line shorter than this ended because its words did. */
const wrapsFrom = 50

function goesOn(before: string, line: string): boolean {
  const isMarked = findListMarker(line.trim()) !== undefined
  const isAligned = /\S {3,}\S|\t/.test(line.trim())
  return before.length >= wrapsFrom && !isMarked && !isAligned
}

const longestHeading = 120

function readLine(line: string, isAlone: boolean): ParagraphContent {
  const text = line.trim().replace(/\s*\n\s*/g, ' ')
  const number = findHeadingNumber(text)
  if (isAlone && number && text.length <= longestHeading && !/[.;:,]$/.test(text)) {
    const headingLevel = Math.min(Math.max(number.depth, 1), 9)
    return createParagraph({
      text: text.slice(number.length),
      headingLevel,
      number: number.number,
    })
  }
  const marker = findListMarker(text)
  if (!marker) return createParagraph({ text })
  const level = Math.floor((line.length - line.trimStart().length) / 2)
  return createParagraph({
    text: text.slice(marker.length),
    list: { level, marker: marker.marker },
  })
}
