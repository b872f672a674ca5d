import { describe, expect, test } from 'vitest'
import type { SearchedEvidence } from '../../../server/domain/evidence.ts'
import type { DocumentSoFar } from '../../../server/domain/rules/rule-kind.ts'
import type { Draft, DraftSentence } from '../../../shared/model/draft.ts'
import { paragraph } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, sentencesOf, textsOf } from '../../support/run-rule.ts'

function say(text: string): DraftSentence {
  return { text, basis: 'house_text', citations: [] }
}

function draft(sectionId: string, ...texts: readonly string[]): Draft {
  const content = texts.map((text) => ({
    kind: 'paragraph' as const,
    role: 'inline' as const,
    sentences: [say(text)],
  }))
  return { sectionId, outputs: [{ ruleId: '1.1', result: { outcome: 'filled', content } }] }
}

const evidence: SearchedEvidence = buildEvidence([
  {
    role: 'protocol',
    blocks: [
      paragraph('A treatment-emergent adverse event (TEAE) is new.'),
      paragraph('The intent-to-treat (ITT) set and the Data Safety Monitoring Board (DSMB).'),
      paragraph('A second intention to try (ITT).'),
    ],
  },
])

const document: DocumentSoFar = {
  sectionId: 'Synopsis',
  drafts: [
    draft('Synopsis', 'The ITT set was used.'),
    draft('Primary Endpoint', 'It improved.', 'TEAEs were rare.'),
  ],
}

function run(text: string, isWholeParagraph = true, so: DocumentSoFar | null = document) {
  return runRule(text, evidence, isWholeParagraph, so ?? undefined)
}

describe('a reuse rule', () => {
  test('says what another section says', () => {
    expect(contentOf(run('reuse section="primary endpoint"'))).toMatchObject([
      { role: 'body', sentences: [{ text: 'It improved.' }] },
      { role: 'body', sentences: [{ text: 'TEAEs were rare.' }] },
    ])
    expect(contentOf(run('reuse section="Primary Endpoint" pick=2', false))).toMatchObject([
      { role: 'inline', sentences: [{ text: 'TEAEs were rare.' }] },
    ])
  })

  test('of a section that is not there, or is its own, is a gap', () => {
    expect(gapOf(run('reuse section="Safety"'))).toMatchObject({
      code: 'no_match',
      candidates: ['Synopsis', 'Primary Endpoint'],
    })
    expect(gapOf(run('reuse section="Synopsis"')).code).toBe('no_match')
    expect(gapOf(run('reuse section="Primary Endpoint" pick=5')).code).toBe('no_evidence')
    expect(gapOf(run('reuse section="Primary Endpoint"', true, null)).code).toBe('no_match')
  })
})

describe('an abbreviations rule', () => {
  test('lists those that the document uses, with the first words that the sources give', () => {
    const result = run('abbreviations')
    expect(textsOf(result)).toEqual([
      'ITT: intent-to-treat',
      'TEAE: treatment-emergent adverse event',
    ])
    expect(expectCitationsHold(result, evidence)).toBe(2)
    expect(sentencesOf(result)[0]?.citations[0]?.transformations).toEqual([
      { kind: 'format', from: 'intent-to-treat', to: 'ITT: intent-to-treat' },
    ])
  })

  test('of a document without any is a gap', () => {
    const empty = { sectionId: 'A', drafts: [draft('A', 'No short forms.')] }
    expect(gapOf(run('abbreviations', true, empty)).code).toBe('no_match')
  })
})

describe('a validation rule on words', () => {
  test('is kept by the rules before it in its section', () => {
    expect(contentOf(run('validation must=("itt set", "was used")'))).toEqual([])
    expect(contentOf(run('validation must="ITT"', false))).toMatchObject([{ sentences: [] }])
  })

  test('is broken by what only another section says', () => {
    expect(gapOf(run('validation must=("ITT", "improved")'))).toMatchObject({
      code: 'validation_failed',
      reason: 'the section must say "improved" and does not',
    })
  })

  test('is not kept where the section can’t be seen', () => {
    expect(gapOf(run('validation must="ITT"', true, null)).code).toBe('validation_failed')
  })
})
