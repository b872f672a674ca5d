import type { ReadResult, SourceText } from '../../shared/model/source-text.ts'
import { hasEnd } from './open-any-pdf.ts'
import { createHyphenation, type Hyphenation } from './pdf-hyphens.ts'
import { readsLikeWords } from './pdf-letters.ts'
import { endsSentence, findListMarker, startsLowerCase } from './pdf-markers.ts'

const secondPdfReader = { name: 'pdf-plain', version: '2', options: '' }

const secondReaderWarning = 'read by the second reader; no positions'

const lostEndWarning = 'the file is damaged: its end is lost; pages may be missing'

/**
 * Reads the words of a file that the first reader fails on, page by page, without headings, tables
 * or positions.
 * Undefined when this reader finds no text either, or garbage.
 */
export async function readPdfSecond(bytes: Uint8Array): Promise<ReadResult | undefined> {
  const { PasswordException } = await import('pdf-parse')
  try {
    const texts = await readPageTexts(bytes)
    const sourceText = writeLines(texts.map(listLines))
    const lost = texts.join('').match(lostCharacters) ?? []
    const isWords = readsLikeWords(sourceText.text.split(/\s+/), lost.length)
    if (sourceText.text === '' || !isWords) return undefined
    const warnings = hasEnd(bytes) ? [secondReaderWarning] : [secondReaderWarning, lostEndWarning]
    return { outcome: 'read', sourceText, warnings }
  } catch (error) {
    if (!(error instanceof PasswordException)) return undefined
    return { outcome: 'refused', code: 'encrypted', reason: 'the file is protected by a password' }
  }
}

/** What stands for letters of which nobody knows which they are. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const lostCharacters = /[\u0000-\u0008\u000E-\u001F\uE000-\uF8FF\uFFFD]/g

async function readPageTexts(bytes: Uint8Array): Promise<string[]> {
  const { PDFParse, VerbosityLevel } = await import('pdf-parse')
  // The library takes the bytes over, so it gets its own copy.
  const parser = new PDFParse({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
  })
  try {
    const { pages } = await parser.getText({ pageJoiner: '' })
    return pages.map((page) => page.text)
  } finally {
    await parser.destroy()
  }
}

function listLines(text: string): string[] {
  return text
    .split('\n')
    .map(cleanLine)
    .filter((line) => line !== '')
}

function cleanLine(line: string): string {
  return (
    line
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- no control character may stand in a text
      .replace(/[\u0000-\u001F\u007F-\u009F\uE000-\uF8FF\uFFFD-\uFFFF]/g, ' ')
      .replace(/\u00AD(?!$)/g, '')
      .normalize('NFKC')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

/** A paragraph of lines; each with the page that it stands on. */
type PlainParagraph = { readonly text: string; readonly page: number }[]

function writeLines(pages: readonly (readonly string[])[]): SourceText {
  const lines = pages.flatMap((texts, page) => texts.map((text) => ({ text, page })))
  const hyphenation = createHyphenation(lines.map((line) => line.text))
  const paragraphs: PlainParagraph[] = []
  for (const line of lines) {
    const open = paragraphs.at(-1)
    const last = open?.at(-1)
    const goesOn =
      last && !endsSentence(last.text) && startsLowerCase(line.text) && !findListMarker(line.text)
    if (open && goesOn) open.push(line)
    else paragraphs.push([line])
  }
  return writeParagraphs(paragraphs, pages.length, hyphenation)
}

function writeParagraphs(
  paragraphs: readonly PlainParagraph[],
  pageCount: number,
  hyphenation: Hyphenation,
): SourceText {
  let text = ''
  const starts: (number | undefined)[] = []
  const blocks = paragraphs.map((paragraph) => {
    const joined = hyphenation.join(paragraph.map((line) => line.text))
    if (text !== '') text += '\n'
    const start = text.length
    paragraph.forEach((line, index) => (starts[line.page] ??= start + joined.starts[index]!))
    text += joined.text
    return { kind: 'paragraph' as const, range: { start, end: text.length } }
  })
  const pages = listPages(starts, pageCount, text.length)
  return { reader: secondPdfReader, text, blocks, pages, metadata: { title: '', marginLines: [] } }
}

function listPages(
  starts: readonly (number | undefined)[],
  pageCount: number,
  end: number,
): SourceText['pages'] {
  const ends = Array.from({ length: pageCount + 1 }, () => end)
  for (let index = pageCount - 1; index > 0; index--)
    ends[index] = starts[index] ?? ends[index + 1]!
  ends[0] = 0
  return Array.from({ length: pageCount }, (_, index) => ({
    number: index + 1,
    label: '',
    range: { start: ends[index]!, end: ends[index + 1]! },
    width: 0,
    height: 0,
  }))
}
