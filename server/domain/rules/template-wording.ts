import type { OutlineSection } from '../../../shared/model/outline.ts'
import type { Rule } from '../../../shared/model/template.ts'
import { parseRule } from './parse-rule.ts'
import { findText, listTexts } from './rule-parameters.ts'
import { splitPieces } from './value-text.ts'

/** The sentence or sentences of a rule, as its author wrote them around the values of cells. */
export type RuleWording = {
  /** The words alone, with a sign that is none where a value stands. */
  readonly words: string
  /** As the rule has it, with the address of each value in braces; blanks and breaks are one blank. */
  readonly text: string
  /** What the names in `text` are computed from; empty where it has none. */
  readonly sums: readonly string[]
}

/**
 * The words that a template's own rules put around values of cells, by the ids of the rules: their author
 * wrote them, whoever composed the sentence. Of a choice between two wordings no word is sure, and the names
 * in a list are the table's.
 */
export function readTemplateWordings(
  sections: readonly OutlineSection[],
): ReadonlyMap<string, RuleWording> {
  const rules = sections.flatMap(({ choices }) => choices)
  return new Map(
    rules.flatMap(({ ruleId, rule }) => {
      const parsed =
        rule && wordedBy.has(rule.kind) ? parseRule(`[[rule ${rule.text}]]`) : undefined
      const wording = parsed?.outcome === 'parsed' ? readRuleWording(parsed.rule) : undefined
      return wording === undefined ? [] : [[ruleId, wording] as const]
    }),
  )
}

/** Undefined for a rule that puts no words around values. */
export function readRuleWording(rule: Rule): RuleWording | undefined {
  const parameter = wordedBy.get(rule.kind)
  if (parameter === undefined) return undefined
  const text = joinBlanks(findText(rule, parameter) ?? '')
  const pieces = splitPieces(text)
  const words = pieces.map((piece) => (piece.kind === 'words' ? piece.text : place)).join('')
  return { words, text, sums: listTexts(rule, 'values').map(joinBlanks) }
}

/** The words for a reader, with … where a value stands. */
export function showWords({ words }: RuleWording): string {
  return words.replaceAll(place, '…')
}

/** Word breaks lines as it likes. */
function joinBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Where a value stands: no word, no number, and no end of a sentence. */
const place = '¤'

/** Kinds of rules → the parameter with the sentence. */
const wordedBy: ReadonlyMap<string, string> = new Map([
  ['cell', 'text'],
  ['compute', 'text'],
])
