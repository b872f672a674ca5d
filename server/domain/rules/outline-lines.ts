import type {
  OutlinedRule,
  OutlinedSection,
  RuleLook,
  TemplateLine,
  TemplateOutline,
} from '../../../shared/model/template-outline.ts'
import type { RuleParameter, RuleValue } from '../../../shared/model/template.ts'
import type { ParameterSpec } from './rule-kind.ts'
import { findRuleKind } from './rule-kinds.ts'
import { writeRule } from './write-rule.ts'

/** The lines of the .docx that a template of the API becomes: headings, text, and rules as rules.md has them. */
export function listOutlineLines({ sections }: TemplateOutline): TemplateLine[] {
  const ends = sections.map(({ level }, at) => {
    const next = sections.findIndex((one, index) => index > at && one.level <= level)
    return next < 0 ? sections.length : next
  })
  return sections.flatMap((section, at) => {
    // the innermost ends first
    const closed = sections.filter((_, index) => ends[index] === at + 1).toReversed()
    return [...toMarkers('#', [section]), ...listSectionLines(section), ...toMarkers('/', closed)]
  })
}

/** `{{#list}}` or `{{/list}}` of the sections that repeat, each in a paragraph of its own. */
function toMarkers(sign: '#' | '/', sections: readonly OutlinedSection[]): TemplateLine[] {
  return sections.flatMap(({ repeatsOver }) =>
    repeatsOver === undefined ? [] : [{ ...plain, text: `{{${sign}${repeatsOver}}}` }],
  )
}

function listSectionLines({ name, level, text, rules }: OutlinedSection): TemplateLine[] {
  return [
    { ...plain, headingLevel: level, text: name },
    ...text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => ({ ...plain, text: line })),
    ...rules.map((rule) => ({ ...rule.look, headingLevel: 0, text: writeOutlined(rule) })),
  ]
}

/** Names of kinds that other document APIs use. */
const otherNames: Readonly<Record<string, string>> = { extraction: 'extract' }

const plainLook: RuleLook = { styleNames: [], fill: null, color: null }
const plain = { ...plainLook, headingLevel: 0 }

function writeOutlined({ kind: name, parameters }: OutlinedRule): string {
  const kind = otherNames[name] ?? name
  const specs = findRuleKind(kind)?.parameters ?? []
  const written = Object.entries(parameters).map(([key, value]): RuleParameter => ({
    name: key,
    value: toValue(
      value,
      specs.find((spec) => spec.name === key),
    ),
    range: { start: 0, end: 0 },
  }))
  return `[[rule ${writeRule({ kind, parameters: written })}]]`
}

function toValue(value: unknown, spec: ParameterSpec | undefined): RuleValue {
  if (Array.isArray(value)) {
    return { type: 'list', values: value.map((one) => toValue(one, spec)) }
  }
  if (typeof value === 'number') return { type: 'number', value, raw: String(value) }
  const words = String(value).replace(/\s+/g, ' ')
  const isWord = spec?.types.includes('word') && /^[a-z][a-z_]*$/.test(words)
  return { type: isWord ? 'word' : 'string', value: words }
}
