import type {
  Rule,
  TemplateError,
  TemplateEscape,
  TemplateParagraph,
  TemplatePlace,
  TemplatePlaceholder,
} from '../../../shared/model/template.ts'
import { fieldPattern } from '../../../shared/model/template.ts'
import { parseBlockMarker, withoutBlockMarkers, type BlockMarker } from '../blocks/block-marker.ts'
import { opensRule, parseRule } from './parse-rule.ts'
import { tableName } from './table-names.ts'
import { validateRule } from './validate-rule.ts'

/** Word files are full of empty heading paragraphs, and one in a table can't open a section. */
export function isHeading({ headingLevel, text, isInTable }: TemplateParagraph): boolean {
  return headingLevel > 0 && !isInTable && text.trim() !== ''
}

/** A mistake with its place, before its section is known. */
export type PlacedMistake = Pick<TemplateError, 'code' | 'message' | 'paragraph' | 'offset'>

export type ChunkFinding =
  | {
      readonly kind: 'rule'
      readonly place: TemplatePlace
      readonly rule: Rule
      readonly mistakes: readonly PlacedMistake[]
    }
  | {
      readonly kind: 'broken_rule' | 'broken_placeholder'
      readonly mistakes: readonly PlacedMistake[]
    }
  | {
      readonly kind: 'placeholder'
      readonly place: TemplatePlace
      readonly form: TemplatePlaceholder['form']
      readonly field: string
      readonly isOptional: boolean
      readonly format: string
    }
  | {
      readonly kind: 'escape'
      readonly place: TemplatePlace
      readonly characters: TemplateEscape['characters']
    }
  | { readonly kind: 'block'; readonly place: TemplatePlace; readonly marker: BlockMarker }

/** What stands in a stretch of paragraphs that a rule may span. */
export function scanChunk(paragraphs: readonly TemplateParagraph[]): readonly ChunkFinding[] {
  const chunk = joinParagraphs(paragraphs)
  const findings: ChunkFinding[] = []
  const opening = /\\?(?:\[\[|\{\{|\{\s*table\s)/gi
  for (let match = opening.exec(chunk.text); match; match = opening.exec(chunk.text)) {
    const scanned = scanOpening(match[0])(chunk, match.index)
    if (!scanned) continue
    findings.push(scanned.finding)
    opening.lastIndex = scanned.end
  }
  return findings
}

type Chunk = {
  readonly text: string
  readonly paragraphs: readonly TemplateParagraph[]
  /** Offset in `text` at which each paragraph begins. */
  readonly starts: readonly number[]
}

/** `end` is where the search goes on. */
type Scanned = { readonly finding: ChunkFinding; readonly end: number }

function joinParagraphs(paragraphs: readonly TemplateParagraph[]): Chunk {
  const starts: number[] = []
  let length = 0
  for (const { text } of paragraphs) {
    starts.push(length)
    length += text.length + 1
  }
  return { text: paragraphs.map(({ text }) => text).join('\n'), paragraphs, starts }
}

function scanOpening(opening: string): (chunk: Chunk, start: number) => Scanned | undefined {
  if (opening === '[[') return scanBrackets
  if (opening === '{{') return scanBraces
  return opening.startsWith('\\') ? scanEscape : scanTableName
}

/** `\[[`, `\{{` and `\{table` are the characters themselves. */
function scanEscape(chunk: Chunk, start: number): Scanned {
  const doubled = /^\\(\[\[|\{\{)/.exec(chunk.text.slice(start, start + 3))
  const characters = doubled?.[1] === '[[' ? '[[' : doubled ? '{{' : '{'
  const end = start + 1 + characters.length
  return { finding: { kind: 'escape', place: findPlace(chunk, start, end), characters }, end }
}

/** `{table 14-3.01}` is short for the rule reference; other words in braces are words. */
function scanTableName(chunk: Chunk, start: number): Scanned | undefined {
  const [name] = chunk.text.slice(start).matchAll(tableName)
  if (name?.index !== 0) return undefined
  const end = start + name[0].length
  if (chunk.paragraphs.some(isHeading)) {
    const message = "a table can't be named in a heading"
    return { finding: broken('broken_rule', chunk, start, message), end }
  }
  const range = { start: 0, end: name[0].length }
  const value = { type: 'word' as const, value: name[1] ?? '' }
  const rule = { kind: 'reference', parameters: [{ name: 'number', value, range }] }
  return { finding: { kind: 'rule', place: findPlace(chunk, start, end), rule, mistakes: [] }, end }
}

function scanBrackets(chunk: Chunk, start: number): Scanned {
  if (opensRule(chunk.text, start)) return scanRule(chunk, start)
  const inside = /^\[\[([^[\]\n]*)\]\]/.exec(chunk.text.slice(start))
  const found = inside && dataBlock.exec(inside[1] ?? '')
  if (found) return scanDataBlock(chunk, start, start + inside[0].length, found)
  const isBlock = inside && /^\s*block\b/iu.test(inside[1] ?? '')
  const message = isBlock
    ? `expected a name such as [[block LOGO]], found ${inside[0]}`
    : 'expected "rule", or a name in capitals as in [[LOGO]], after "[["; the characters themselves are written "\\[["'
  const finding = broken(isBlock ? 'broken_placeholder' : 'broken_rule', chunk, start, message)
  return { finding, end: start + (inside?.[0].length ?? 2) }
}

function scanDataBlock(
  chunk: Chunk,
  start: number,
  end: number,
  [, mark, field = '', shortMark, shortField]: RegExpExecArray,
): Scanned {
  if (chunk.paragraphs.some(isHeading)) {
    const message = "a block can't stand in a heading"
    return { finding: broken('broken_placeholder', chunk, start, message), end }
  }
  const isOptional = (mark ?? shortMark) === '?'
  const name = shortField ?? field
  const place = findPlace(chunk, start, end)
  const finding = { kind: 'placeholder', place, form: 'block', field: name, isOptional } as const
  return { finding: { ...finding, format: '' }, end }
}

function scanRule(chunk: Chunk, start: number): Scanned {
  if (chunk.paragraphs.some(isHeading)) {
    const finding = broken('broken_rule', chunk, start, "a rule can't stand in a heading")
    return { finding, end: findRecovery(chunk.text, start) }
  }
  const result = parseRule(chunk.text, start)
  if (result.outcome === 'parsed') {
    const place = findPlace(chunk, start, result.end)
    const mistakes = validateRule(result.rule, place.isWholeParagraph).map((mistake) => ({
      code: mistake.code,
      message: mistake.message,
      ...findPoint(chunk, start + mistake.offset),
    }))
    return { finding: { kind: 'rule', place, rule: result.rule, mistakes }, end: result.end }
  }
  const { offset, expected, found } = result
  const isUnclosed = result.isUnclosed || chunk.text.startsWith('[[', offset)
  // an unclosed rule is mended where it opens, and must not swallow the rules behind it
  const message = `expected ${expected}, found ${found}${isUnclosed ? ': "]]" is missing' : ''}`
  const finding = broken('broken_rule', chunk, isUnclosed ? start : offset, message)
  return { finding, end: findRecovery(chunk.text, start) }
}

/** Behind the `]]` of a rule that does not parse, if that comes before the next rule. */
function findRecovery(text: string, start: number): number {
  const next = /\]\]|\[\[\s*rule\s/g
  next.lastIndex = start + 2
  const found = next.exec(text)
  if (!found) return start + 2
  return found[0] === ']]' ? found.index + 2 : found.index
}

/** Placeholders stay within one paragraph. */
function scanBraces(chunk: Chunk, start: number): Scanned {
  const inside = /^\{\{([^{}\n]*)\}\}/.exec(chunk.text.slice(start))
  if (!inside) {
    const message = 'expected "}}" in the same paragraph; the characters themselves are "\\{{"'
    return { finding: broken('broken_placeholder', chunk, start, message), end: start + 2 }
  }
  const end = start + inside[0].length
  const place = findPlace(chunk, start, end)
  const block = parseBlockMarker(inside[1] ?? '')
  if (block?.outcome === 'parsed') {
    return { finding: { kind: 'block', place, marker: block.marker }, end }
  }
  const found = placeholder.exec(inside[1] ?? '')
  if (block || !found) {
    const message =
      block?.message ?? `expected a field such as {{sponsor.name}}, found ${inside[0]}`
    return { finding: broken('broken_placeholder', chunk, start, message), end }
  }
  const [, mark, field = '', format = ''] = found
  return {
    finding: { kind: 'placeholder', place, form: 'value', field, isOptional: mark === '?', format },
    end,
  }
}

/** "?sponsor.name | format"; "." is the item of the repeat around it. */
const placeholder = new RegExp(
  String.raw`^\s*(\??)\s*(${fieldPattern}|\.)\s*(?:\|\s*(.*?)\s*)?$`,
  'u',
)

/** "block sponsor.logo", "block ?." in a repeat, and the short form in capitals: "LOGO", "?LOGO". */
const dataBlock = new RegExp(
  String.raw`^\s*(?:[Bb][Ll][Oo][Cc][Kk]\s+(\??)\s*(${fieldPattern}|\.)` +
    String.raw`|(\??)\s*(\p{Lu}[\p{Lu}\p{N}_-]*(?:\.[\p{Lu}\p{N}_-]+)*))\s*$`,
  'u',
)

function broken(
  kind: 'broken_rule' | 'broken_placeholder',
  chunk: Chunk,
  offset: number,
  message: string,
): ChunkFinding {
  const code = kind === 'broken_rule' ? 'rule_syntax' : 'placeholder_syntax'
  return { kind, mistakes: [{ code, message, ...findPoint(chunk, offset) }] }
}

function findPoint(chunk: Chunk, at: number): Pick<PlacedMistake, 'paragraph' | 'offset'> {
  const { paragraph, offset } = locate(chunk, at)
  return { paragraph, offset }
}

function findPlace(chunk: Chunk, start: number, end: number): TemplatePlace {
  const first = locate(chunk, start)
  const last = locate(chunk, end)
  const before = first.text.slice(0, first.offset)
  const after = last.text.slice(last.offset)
  return {
    firstParagraph: first.paragraph,
    start: first.offset,
    lastParagraph: last.paragraph,
    end: last.offset,
    // blocks are resolved before anything is put in a place
    isWholeParagraph: withoutBlockMarkers(`${before}\n${after}`).trim() === '',
  }
}

/** The paragraph's own index in the template, its text, and the offset in it. */
function locate({ starts, paragraphs }: Chunk, at: number) {
  let ordinal = 0
  for (let end = starts.length; end - ordinal > 1;) {
    const middle = (ordinal + end) >> 1
    if ((starts[middle] ?? 0) <= at) ordinal = middle
    else end = middle
  }
  const { index: paragraph = 0, text = '' } = paragraphs[ordinal] ?? {}
  return { paragraph, text, offset: Math.min(at - (starts[ordinal] ?? 0), text.length) }
}
