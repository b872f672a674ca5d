import { describe, expect, test } from 'vitest'
import { opensRule, parseRule } from '../../server/domain/rules/parse-rule.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import { listCitations } from '../support/expect-citations.ts'
import { openRun, openSources, openTemplate, readExampleFile, runRule } from './open-example.ts'

describe.each(['study', 'audit'])('the template of the %s', async (example) => {
  const run = openRun(example)
  const { content, errors } = openTemplate(`${example}/${run.template}`)
  const sources = await openSources(example, run)

  test('has no mistake', () => {
    expect(errors).toEqual([])
  })

  test('uses each kind of rule of the first round', () => {
    const kinds = content.sections.flatMap(({ rules }) => rules.map(({ rule }) => rule.kind))
    const first = ['cell', 'copy', 'fixed', 'omit', 'table']
    expect([...new Set(kinds)].filter((kind) => kind !== 'reference').sort()).toEqual(first)
  })

  test('finds its evidence for every rule but those that are meant to show a gap', () => {
    const gaps = content.sections.flatMap(({ id, rules }) =>
      rules.flatMap((rule) => {
        const result = runRule(rule, sources)
        return result.outcome === 'gap' ? [{ id, reason: result.gap.reason }] : []
      }),
    )
    expect(gaps.map(({ id }) => id)).toEqual(run.expected_gaps)
  })

  test('gives the sentences that run.json selects, in their sections', () => {
    expect(run.selections.length).toBeGreaterThan(0)
    for (const { section_id, selected_text } of run.selections) {
      const rules = content.sections.find(({ id }) => id === section_id)?.rules ?? []
      const sentences = rules.flatMap((rule) => listSentences(runRule(rule, sources)))
      expect(sentences).toContain(selected_text)
    }
  })

  test('gives nothing that cites other words than its source has', () => {
    const texts = new Map(sources.map(({ sourceTextId, sourceText }) => [sourceTextId, sourceText]))
    const citations = content.sections
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => listCitations(runRule(rule, sources)))
    expect(citations.length).toBeGreaterThan(100)
    for (const { evidence } of citations) {
      if (evidence.kind !== 'text') throw new Error('no data was given')
      const { start, end } = evidence.range
      expect(texts.get(evidence.sourceTextId)?.text.slice(start, end)).toBe(evidence.quote)
    }
  })
})

describe('the template with every kind of rule', () => {
  test('has rules that all parse', () => {
    const result = readTemplate(readExampleFile('study/template-all-rules.docx'))
    if (result.outcome !== 'read') throw new Error(result.reason)
    const parsed = result.paragraphs.flatMap(({ text }) =>
      [...text.matchAll(/\[\[/g)]
        .filter((match) => opensRule(text, match.index))
        .map((match) => parseRule(text, match.index)),
    )
    expect(parsed.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const kinds = parsed.flatMap((one) => (one.outcome === 'parsed' ? [one.rule.kind] : []))
    expect([...new Set(kinds)].sort()).toEqual([
      'abbreviations',
      'append',
      'cell',
      'compute',
      'copy',
      'extract',
      'fixed',
      'list',
      'omit',
      'reuse',
      'summary',
      'synthesis',
      'table',
      'validation',
      'when',
    ])
  })
})

function listSentences(result: ReturnType<typeof runRule>): string[] {
  if (result.outcome !== 'filled') return []
  return result.content.flatMap((block) =>
    block.kind === 'paragraph' ? block.sentences.map(({ text }) => text) : [],
  )
}
