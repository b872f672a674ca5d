import type {
  Rule,
  RuleParameter,
  RuleValue,
  TemplateErrorCode,
} from '../../../shared/model/template.ts'
import { findRuleKind, listRuleKinds } from './rule-kinds.ts'
import type { ParameterSpec, RuleKind } from './rule-kind.ts'
import { valueText } from './rule-parameters.ts'

type RuleMistake = {
  readonly code: TemplateErrorCode
  readonly message: string
  /** Offset in the rule's own text. */
  readonly offset: number
}

/** Every mistake of a parsed rule at once; none means that its kind can run it. */
export function validateRule(rule: Rule, isWholeParagraph: boolean): readonly RuleMistake[] {
  const kind = findRuleKind(rule.kind)
  if (!kind) return [unknownKind(rule)]
  const shape = findShapeMistakes(rule, kind)
  return [
    ...(kind.needsOwnParagraph && !isWholeParagraph ? [needsParagraph(rule)] : []),
    ...shape,
    // a kind reads values of the right shape only
    ...(shape.length > 0 ? [] : kind.findMistakes(rule).map(invalid)),
  ]
}

function findShapeMistakes(rule: Rule, kind: RuleKind): readonly RuleMistake[] {
  const given = new Set(rule.parameters.map((parameter) => parameter.name))
  return [
    ...kind.parameters
      .filter((spec) => spec.isRequired && !given.has(spec.name))
      .map((spec) => missing(rule, spec)),
    ...rule.parameters.flatMap((parameter) => findParameterMistakes(rule, parameter, kind)),
  ]
}

function findParameterMistakes(
  rule: Rule,
  parameter: RuleParameter,
  kind: RuleKind,
): readonly RuleMistake[] {
  const spec = kind.parameters.find(({ name }) => name === parameter.name)
  const offset = parameter.range.start
  if (!spec)
    return [{ code: 'parameter_unknown', message: unknownText(rule, parameter, kind), offset }]
  const message = findTypeMistake(spec, parameter.value) ?? findWordMistake(spec, parameter.value)
  return message === undefined ? [] : [{ code: 'parameter_invalid', message, offset }]
}

function findTypeMistake(spec: ParameterSpec, value: RuleValue): string | undefined {
  const wrong = spreadList(value, spec).find(({ type }) => !spec.types.includes(type))
  if (!wrong) return undefined
  const expected = spec.types.map((type) => typeNames[type]).join(' or ')
  return `${spec.name}= takes ${expected}, not ${typeNames[wrong.type]} (${valueText(wrong)})`
}

function findWordMistake(spec: ParameterSpec, value: RuleValue): string | undefined {
  const { words } = spec
  const stranger = spreadList(value, spec).find((one) => words && !words.includes(valueText(one)))
  return stranger && `${spec.name}= takes ${words?.join(', ')}, not ${quote(valueText(stranger))}`
}

/** A list, where lists are allowed, is checked value by value. */
function spreadList(value: RuleValue, spec: ParameterSpec): readonly RuleValue[] {
  return value.type === 'list' && spec.types.includes('list') ? value.values : [value]
}

const typeNames: Readonly<Record<RuleValue['type'], string>> = {
  number: 'a number',
  word: 'a word',
  string: 'a text in quotes',
  list: 'a list',
}

function unknownText(rule: Rule, parameter: RuleParameter, kind: RuleKind): string {
  const known = kind.parameters.map(({ name }) => name).join(', ')
  return `the rule ${rule.kind} has no parameter ${parameter.name}; it has ${known || 'none'}`
}

function unknownKind(rule: Rule): RuleMistake {
  const known = listRuleKinds()
    .map(({ name }) => name)
    .join(', ')
  const message = `the kind of rule ${quote(rule.kind)} is not known; known are ${known}`
  return { code: 'rule_kind_unknown', message, offset: 0 }
}

function missing(rule: Rule, spec: ParameterSpec): RuleMistake {
  const message = `the rule ${rule.kind} needs ${spec.name}=`
  return { code: 'parameter_missing', message, offset: 0 }
}

function needsParagraph(rule: Rule): RuleMistake {
  const message = `the rule ${rule.kind} must stand alone in its paragraph`
  return { code: 'rule_needs_own_paragraph', message, offset: 0 }
}

function invalid(message: string): RuleMistake {
  return { code: 'parameter_invalid', message, offset: 0 }
}

function quote(text: string): string {
  return `"${text}"`
}
