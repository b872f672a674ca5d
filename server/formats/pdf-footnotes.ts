import {
  createTextBlock,
  lastLine,
  type PdfBlock,
  type PdfTextBlock,
  roughText,
} from './pdf-block.ts'
import { continuesBelow } from './pdf-joining.ts'
import { endsSentence } from './pdf-markers.ts'
import type { RuledLine } from './pdf-page.ts'
import type { Line } from './pdf-page-lines.ts'
import { type FlowItem, isTable } from './pdf-table.ts'
import type { Typography } from './pdf-typography.ts'

/** The short rule over the notes at the foot of a page or column. */
export type NoteRule = Pick<RuledLine, 'at' | 'start' | 'end'>

/** Points, and a share of the page's width. */
const shortestRule = 30
const longestRule = 0.5
/** Share of the page's height: notes stand below. */
const highestNote = 0.4

/** Rules that stand alone: those of a table have others of their length, or cross some. */
export function findNoteRules(
  lines: readonly RuledLine[],
  { width, height }: { readonly width: number; readonly height: number },
): NoteRule[] {
  return lines.filter((line) => {
    const length = line.end - line.start
    if (!line.isHorizontal || length < shortestRule || length > longestRule * width) return false
    if (line.at < highestNote * height) return false
    return !lines.some((other) => other !== line && (isTwin(other, line) || touches(other, line)))
  })
}

function isTwin(a: RuledLine, b: RuledLine): boolean {
  const isAlike = Math.abs(a.start - b.start) < 2 && Math.abs(a.end - b.end) < 2
  return a.isHorizontal && isAlike && Math.abs(a.at - b.at) < 200
}

function touches(a: RuledLine, b: RuledLine): boolean {
  if (a.isHorizontal) return false
  return a.at > b.start - 3 && a.at < b.end + 3 && a.start < b.at + 3 && a.end > b.at - 3
}

type SplitRegion = { readonly body: readonly FlowItem[]; readonly notes: readonly Line[] }

/** Parts what stands at the foot of a column below a rule, or in small print behind a mark. */
export function splitFootnotes(
  items: readonly FlowItem[],
  page: { readonly height: number; readonly noteRules: readonly NoteRule[] },
  typography: Typography,
): SplitRegion {
  const ruled = findBelowRule(items, page.noteRules, typography)
  const first = ruled ?? findSmallPrint(items, page.height, typography)
  if (first === undefined) return { body: items, notes: [] }
  return { body: items.slice(0, first), notes: items.slice(first) as Line[] }
}

/** Font sizes between a rule and the words below it. */
const widestRuleGap = 3

function findBelowRule(
  items: readonly FlowItem[],
  rules: readonly NoteRule[],
  typography: Typography,
): number | undefined {
  for (const rule of rules) {
    const first = items.findIndex((item) => !isTable(item) && item.baseline > rule.at)
    const line = items[first]
    if (!line || isTable(line) || first === 0 || items.slice(first).some(isTable)) continue
    const isNear =
      line.top - rule.at < widestRuleGap * line.size &&
      Math.abs(line.left - rule.start) < widestRuleGap * line.size
    if (isNear && (readNoteMark(line) || isSmall(line, typography))) return first
  }
  return undefined
}

function findSmallPrint(
  items: readonly FlowItem[],
  height: number,
  typography: Typography,
): number | undefined {
  let start = items.length
  while (start > 0) {
    const item = items[start - 1]!
    if (isTable(item) || !isSmall(item, typography)) break
    start--
  }
  const small = items.slice(start) as Line[]
  const first = small.findIndex((line) => readNoteMark(line) && line.baseline > 0.5 * height)
  const isUnderTable = start > 0 && isTable(items[start - 1]!)
  return first < 0 || start === 0 || isUnderTable ? undefined : start + first
}

function isSmall({ size }: Line, { bodySize }: Typography): boolean {
  return size <= 0.92 * bodySize
}

type NoteMark = { readonly mark: string; readonly length: number }

const footnoteMark = /^(\d{1,2}|[*†‡§¶]{1,3}|\[\d{1,2}\]|[a-z]\)?)\s*(?=[\p{Lu}“"(‘]|https?:)/u
const raisedMark = /^(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])$/

/** What ties a note to its place in the text: a raised mark, or one before a capital. */
function readNoteMark(line: Line): NoteMark | undefined {
  const [first, second] = line.words
  const isRaised =
    first !== undefined &&
    second !== undefined &&
    first.size < 0.92 * second.size &&
    first.baseline < second.baseline
  if (isRaised && raisedMark.test(first.text)) {
    const { length } = first.text
    return { mark: first.text, length: length + Number(line.text[length] === ' ') }
  }
  const found = footnoteMark.exec(line.text)
  return found?.[1] === undefined ? undefined : { mark: found[1], length: found[0].length }
}

/** Adds the notes of a page; the first goes on with one of the page before where it has no mark. */
export function addNotes(blocks: PdfBlock[], lines: readonly Line[], typography: Typography): void {
  for (const [index, line] of lines.entries()) {
    const mark = readNoteMark(line)
    const open = mark ? undefined : findOpen(blocks, line, index === 0, typography)
    if (open) {
      open.lines.push(line)
      continue
    }
    const block = createTextBlock([line], 'note')
    block.mark = mark?.mark ?? ''
    block.markLength = mark?.length ?? 0
    blocks.push(block)
  }
}

function findOpen(
  blocks: readonly PdfBlock[],
  line: Line,
  isFirst: boolean,
  typography: Typography,
): PdfTextBlock | undefined {
  const last = blocks.at(-1)
  if (last?.kind === 'text' && last.role === 'note' && lastLine(last).page === line.page) {
    return continuesBelow(last, line, undefined, typography) ? last : undefined
  }
  if (!isFirst) return undefined
  const before = blocks.findLast((block) => block.kind === 'text' && block.role === 'note')
  const isOpen =
    before?.kind === 'text' &&
    before.mark !== '' &&
    lastLine(before).page === line.page - 1 &&
    !endsSentence(roughText(before))
  return isOpen ? before : undefined
}
