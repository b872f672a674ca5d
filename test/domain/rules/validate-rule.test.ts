import { describe, expect, test } from 'vitest'
import { parseRule } from '../../../server/domain/rules/parse-rule.ts'
import { listRuleKinds } from '../../../server/domain/rules/rule-kinds.ts'
import { validateRule } from '../../../server/domain/rules/validate-rule.ts'

function mistakesOf(text: string, isWholeParagraph = true) {
  const parsed = parseRule(`[[rule ${text}]]`)
  if (parsed.outcome === 'failed') throw new Error(parsed.expected)
  return validateRule(parsed.rule, isWholeParagraph)
}

describe('a rule of a template', () => {
  test.each([
    'fixed text="House text."',
    'omit reason="Not applicable."',
    'copy from=(sap, protocol) heading="Study design" max=3 except=("a", 2) terms=("patient=subject")',
    'copy query="sample size" pick=(1, 3) tense=done',
    'table from=table number=14-1.01 columns=(Placebo, "Total", 3) notes=drop source_line=no',
    'table number=14-5.01 rows_where="any percent >= 5 and path ~ \'DISORDERS\'"',
    'cell text="A total of {14-1.01 | Safety | Total | count} subjects."',
  ])('%s is without mistakes', (text) => {
    expect(mistakesOf(text)).toEqual([])
  })

  test('of an unknown kind is told the known ones', () => {
    const [mistake] = mistakesOf('cpoy x=1')
    expect(mistake?.code).toBe('rule_kind_unknown')
    for (const { name } of listRuleKinds()) expect(mistake?.message).toContain(name)
  })

  test('has all its mistakes told at once', () => {
    const mistakes = mistakesOf('copy from=sponsor colour=red max=many', false)
    expect(mistakes.map(({ code }) => code)).toEqual([
      'rule_needs_own_paragraph',
      'parameter_invalid',
      'parameter_unknown',
      'parameter_invalid',
    ])
    expect(mistakes[3]?.message).toBe('max= takes a number, not a word (many)')
  })

  test.each([
    ['fixed', 'parameter_missing', 'the rule fixed needs text='],
    ['fixed text=" "', 'parameter_invalid', 'text= is empty'],
    ['copy from=sap', 'parameter_invalid', 'heading= or query= is needed'],
    ['copy query=x terms="patient"', 'parameter_invalid', '"word=word"'],
    ['copy query=x tense=future', 'parameter_invalid', 'keep, planned, done'],
    ['table number=1 pivot=x', 'parameter_invalid', 'pivot= takes two'],
    ['table number=1 rows_where="any percent"', 'parameter_invalid', 'a comparison'],
    ['cell text="no address"', 'parameter_invalid', 'no cell address'],
    ['cell text="{14-1.01 | Safety}"', 'parameter_invalid', 'expected table | row | column'],
    ['cell text="{1 | a | b | share}"', 'parameter_invalid', 'parts are whole, count'],
    ['cell text="{1 | a | b"', 'parameter_invalid', 'a brace stands alone'],
  ])('%s: %s', (text, code, message) => {
    const mistakes = mistakesOf(text)
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatchObject({ code })
    expect(mistakes[0]?.message).toContain(message)
  })
})
