import type { OutlineSection } from '../../../shared/model/outline.ts'
import { parseRule } from './parse-rule.ts'
import { findText } from './rule-parameters.ts'
import { splitPieces } from './value-text.ts'

/**
 * The words that a template's own rules put around values of cells, by the ids of the rules: their author
 * wrote them, whoever composed the sentence. Of a choice between two wordings no word is sure, and the names
 * in a list are the table's.
 */
export function readTemplateWordings(
  sections: readonly OutlineSection[],
): ReadonlyMap<string, string> {
  const rules = sections.flatMap(({ choices }) => choices)
  return new Map(
    rules.flatMap(({ ruleId, rule }) => {
      const wording = rule && readWording(rule.kind, rule.text)
      return wording === undefined ? [] : [[ruleId, wording] as const]
    }),
  )
}

function readWording(kind: string, text: string): string | undefined {
  const parameter = wordedBy.get(kind)
  const parsed = parameter === undefined ? undefined : parseRule(`[[rule ${text}]]`)
  if (parameter === undefined || parsed?.outcome !== 'parsed') return undefined
  const pieces = splitPieces(findText(parsed.rule, parameter) ?? '')
  return pieces.map((piece) => (piece.kind === 'words' ? piece.text : place)).join('')
}

/** Where a value stands: no word, no number, and no end of a sentence. */
const place = '¤'

/** Kinds of rules → the parameter with the sentence. */
const wordedBy: ReadonlyMap<string, string> = new Map([
  ['cell', 'text'],
  ['compute', 'text'],
])
