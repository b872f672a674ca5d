import { findValue } from './docx-attributes.ts'
import { createHiddenName, writeBookmark } from './docx-bookmark-writer.ts'
import { allLevels, isWithin, type ContentsSwitches } from './docx-contents-switches.ts'
import { listFields } from './docx-fields.ts'
import { createListCounter } from './docx-lists.ts'
import { readListMark } from './docx-paragraph.ts'
import { joinRuns, walkParagraphs } from './docx-runs.ts'
import { readOutlineLevel, type ResolvedStyle } from './docx-style-sheet.ts'
import type { WriteContext } from './docx-write-context.ts'
import { childElements, findChild, isElement, type XmlElement } from './xml.ts'

/** A paragraph that contents may list. */
export type ContentsCandidate = {
  readonly paragraph: XmlElement
  readonly style: ResolvedStyle
  /** 1 to 9, 0 for none. */
  readonly outlineLevel: number
  /** "9.1"; '' for none. */
  readonly number: string
  readonly text: string
  /** Sequences of its SEQ fields, in lower case. */
  readonly sequences: readonly string[]
}

export type ContentsEntry = {
  readonly level: number
  readonly number: string
  readonly text: string
  readonly paragraph: XmlElement
}

/** Every paragraph with words, in document order, numbered as Word numbers it. */
export function listCandidates(
  { styles, numbering }: WriteContext,
  root: XmlElement,
): readonly ContentsCandidate[] {
  const countList = createListCounter(numbering.root)
  const candidates: ContentsCandidate[] = []
  walkParagraphs(root, (paragraph) => {
    const properties = findChild(paragraph, 'w:pPr')
    const style = styles.sheet.getParagraphStyle(findValue(properties, 'w:pStyle'))
    const mark = readListMark(properties, style, { countList })
    const text = joinRuns(paragraph).text.replace(/\s+/g, ' ').trim()
    if (text === '') return
    const number = (mark?.marker ?? '').replace(/\.$/, '')
    const outlineLevel = readOutlineLevel(properties) ?? style.headingLevel
    candidates.push({
      paragraph,
      style,
      outlineLevel,
      number,
      text,
      sequences: listSequences(paragraph),
    })
  })
  return candidates
}

export function chooseEntries(
  candidates: readonly ContentsCandidate[],
  switches: ContentsSwitches,
): readonly ContentsEntry[] {
  const { sequence } = switches
  if (sequence !== undefined) return candidates.flatMap((one) => chooseCaption(one, switches))
  return candidates.flatMap((one): ContentsEntry[] => {
    const level = findLevel(one, switches)
    const { number, text, paragraph } = one
    return level === undefined ? [] : [{ level, number, text, paragraph }]
  })
}

/** The name of a bookmark around a paragraph's words: the one that is there, or a new one. */
export function markEntry(
  { bookmarkIds }: WriteContext,
  paragraph: XmlElement,
  documentKey: string,
  ordinal: number,
): string {
  const known = childElements(paragraph, 'w:bookmarkStart')
    .map((one) => one.attributes['w:name'] ?? '')
    .find((name) => name.startsWith('_Toc'))
  if (known !== undefined) return known
  const name = createHiddenName(bookmarkIds, '_Toc', documentKey, ordinal)
  const isProperties = (node: XmlElement | string) => isElement(node) && node.name === 'w:pPr'
  const [start, end] = writeBookmark(bookmarkIds, name, [])
  if (!start || !end) throw new Error('a bookmark has two ends')
  paragraph.children = [
    ...paragraph.children.filter(isProperties),
    start,
    ...paragraph.children.filter((node) => !isProperties(node)),
    end,
  ]
  return name
}

function findLevel(
  { style, outlineLevel }: ContentsCandidate,
  { headings, usesOutline, styles }: ContentsSwitches,
): number | undefined {
  const named = styles.get(style.name.toLowerCase())
  if (named !== undefined) return named
  const isHeading = /^heading [1-9]$/i.test(style.name)
  if (isHeading && isWithin(style.headingLevel, headings)) return style.headingLevel
  const isOutlined = usesOutline && isWithin(outlineLevel, headings ?? allLevels)
  return isOutlined ? outlineLevel : undefined
}

function chooseCaption(
  { sequences, text, paragraph }: ContentsCandidate,
  { sequence = '', hasLabels }: ContentsSwitches,
): ContentsEntry[] {
  if (!sequences.includes(sequence.toLowerCase())) return []
  const shown = hasLabels ? text : text.replace(/^\S+\s+[\d.-]+[\s.:–-]*/, '')
  return [{ level: 1, number: '', text: shown, paragraph }]
}

function listSequences(paragraph: XmlElement): string[] {
  return listFields(paragraph).flatMap(({ instruction }) => {
    const sequence = /^\s*SEQ\s+"?([^\s"\\]+)/i.exec(instruction)?.[1]
    return sequence === undefined ? [] : [sequence.toLowerCase()]
  })
}
