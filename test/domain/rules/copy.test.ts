import { describe, expect, test } from 'vitest'
import { searchKey } from '../../../server/domain/evidence.ts'
import { leadsTo } from '../../../server/domain/rewriting.ts'
import { heading, list, paragraph, table } from '../../support/build-source-text.ts'
import { buildEvidence } from '../../support/build-evidence.ts'
import { expectCitationsHold } from '../../support/expect-citations.ts'
import { contentOf, gapOf, runRule, sentencesOf, textsOf } from '../../support/run-rule.ts'

const protocol = [
  { kind: 'contents', text: '3.1 Summary of Study Design 7' } as const,
  heading('Investigational Plan', 1, '3.'),
  heading('3.1. Summary of Study Design:', 2),
  paragraph(
    'Patients will be studied for 26 weeks. They are seen at clinics (see Attachment LZZT.1).',
  ),
  heading('Arms', 3),
  paragraph('There are two arms:'),
  list('placebo', 'high dose, 75 cm2'),
  table({ number: '1', header: [['', 'X']], rows: [['weeks', '26']] }),
  heading('Discussion of Design', 2),
  paragraph('A patient may leave. See Section 3.4.'),
]

const evidence = buildEvidence([
  { role: 'sap', blocks: [heading('Objectives'), paragraph('To plan.')] },
  { role: 'protocol', blocks: protocol },
])

describe('copying below a heading', () => {
  test('takes paragraphs and list items up to the next heading of its level, never tables', () => {
    const result = runRule('copy heading="Summary of study design"', evidence)
    expect(contentOf(result)).toMatchObject([
      { role: 'body', sentences: [{ text: 'Patients will be studied for 26 weeks.' }, {}] },
      { role: 'body', sentences: [{ text: 'There are two arms:' }] },
      { role: 'list_item', sentences: [{ text: 'placebo' }] },
      { role: 'list_item', sentences: [{ text: 'high dose, 75 cm2' }] },
    ])
    expect(expectCitationsHold(result, evidence)).toBe(5)
    expect(sentencesOf(result).every(({ basis }) => basis === 'cited')).toBe(true)
  })

  test('finds a heading that alone contains the words', () => {
    expect(textsOf(runRule('copy heading="study design"', evidence))).toHaveLength(5)
  })

  test('moves a plan into the past, and keeps what was changed', () => {
    const rule = 'copy heading="Summary of study design" pick=(1, 2) terms="patient=subject"'
    const [first, second] = sentencesOf(runRule(`${rule} tense=done`, evidence))
    expect(first?.text).toBe('Subjects were studied for 26 weeks.')
    expect(first?.citations[0]?.evidence).toMatchObject({
      quote: 'Patients will be studied for 26 weeks.',
    })
    const changes = first?.citations[0]?.transformations ?? []
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['tense', 'term']))
    expect(leadsTo('Patients will be studied for 26 weeks.', changes, first?.text ?? '')).toBe(true)
    expect(second?.text).not.toContain('LZZT')
    expect(textsOf(runRule(`${rule} tense=keep`, evidence))[0]).toContain('will be studied')
  })

  test('keeps a plan what hangs on a condition in the sentence before', () => {
    const conduct = buildEvidence([
      {
        role: 'protocol',
        blocks: [
          heading('Conduct'),
          paragraph('If a value is high, it will be repeated. This will be documented.'),
          paragraph('This will be monitored.'),
        ],
      },
    ])
    expect(textsOf(runRule('copy heading="Conduct" tense=done', conduct))).toEqual([
      'If a value was high, it was to be repeated.',
      'This was to be documented.',
      'This was monitored.',
    ])
    const [only] = textsOf(runRule('copy heading="Conduct" pick=2 tense=done', conduct))
    expect(only).toBe('This was to be documented.')
  })

  test('that several contain is ambiguous and names them', () => {
    const gap = gapOf(runRule('copy heading="design"', evidence))
    expect(gap.code).toBe('ambiguous')
    expect(gap.candidates).toEqual([
      'Investigational Plan > 3.1. Summary of Study Design:',
      'Investigational Plan > Discussion of Design',
    ])
  })

  test('of one name in several places is told apart by its number', () => {
    const twins = buildEvidence([
      {
        role: 'protocol',
        blocks: [
          heading('References', 1, '6.'),
          paragraph('Fisher 1994.'),
          heading('Attachment 1'),
          heading('References', 2),
          paragraph('Mohs 1984.'),
        ],
      },
    ])
    expect(textsOf(runRule('copy heading="6 References"', twins))).toEqual(['Fisher 1994.'])
    expect(gapOf(runRule('copy heading="References"', twins)).code).toBe('ambiguous')
  })

  test('of one name below several headings is told apart by these', () => {
    const twins = buildEvidence([
      {
        role: 'sap',
        blocks: [
          heading('Scale A'),
          heading('Background', 2),
          paragraph('Of A.'),
          heading('Scale B'),
          heading('Background', 2),
          paragraph('Of B.'),
          heading('Background', 2),
        ],
      },
    ])
    expect(textsOf(runRule('copy heading="Scale B > Background"', twins))).toEqual(['Of B.'])
    expect(gapOf(runRule('copy heading="Background"', twins))).toMatchObject({
      code: 'ambiguous',
      candidates: ['Scale A > Background', 'Scale B > Background'],
    })
  })

  test('that none has names what was searched and what comes near', () => {
    const gap = gapOf(
      runRule('copy heading="Discussion of results" from=(sap, protocol)', evidence),
    )
    expect(gap).toMatchObject({
      code: 'no_match',
      searched:
        'headings "Discussion of results" in 1 source of role sap, 1 source of role protocol',
      candidates: ['Discussion of Design'],
    })
  })

  test('takes the first role that has it', () => {
    const both = buildEvidence([
      { role: 'protocol', blocks: [heading('Objectives'), paragraph('To treat.')] },
      { role: 'sap', blocks: [heading('Objectives'), paragraph('To plan.')] },
    ])
    const text = 'copy heading="Objectives"'
    expect(textsOf(runRule(text, both))).toEqual(['To plan.'])
    expect(textsOf(runRule(`${text} from=(protocol, sap)`, both))).toEqual(['To treat.'])
    expect(textsOf(runRule(`${text} from=protocol`, both))).toEqual(['To treat.'])
  })

  test('picks by number, leaves out by number or word, and stops at a maximum', () => {
    const text = 'copy heading="study design"'
    expect(textsOf(runRule(`${text} pick=(1, 5)`, evidence))).toEqual([
      'Patients will be studied for 26 weeks.',
      'high dose, 75 cm2',
    ])
    expect(textsOf(runRule(`${text} except=("clinics", 1, "placebo")`, evidence))).toEqual([
      'There are two arms:',
      'high dose, 75 cm2',
    ])
    expect(textsOf(runRule(`${text} max=1`, evidence))).toEqual([
      'Patients will be studied for 26 weeks.',
    ])
    expect(gapOf(runRule(`${text} pick=9`, evidence)).reason).toContain('leave none of 5 sentences')
  })
})

describe('clean copies', () => {
  test('lose references into the source, and say so', () => {
    const [, second] = sentencesOf(runRule('copy heading="study design"', evidence))
    expect(second?.text).toBe('They are seen at clinics.')
    expect(second?.citations[0]).toMatchObject({
      evidence: { quote: 'They are seen at clinics (see Attachment LZZT.1).' },
      transformations: [{ kind: 'reference', from: ' (see Attachment LZZT.1)', to: '' }],
    })
  })

  test('lack sentences that only refer, and keep the style guide', () => {
    const text = 'copy heading="Discussion of design" terms=("patient=subject")'
    const [sentence, ...others] = sentencesOf(runRule(text, evidence))
    expect(others).toEqual([])
    expect(sentence?.text).toBe('A subject may leave.')
    expect(sentence?.citations[0]?.transformations).toEqual([
      { kind: 'term', from: 'A patient', to: 'A subject' },
    ])
  })
})

describe('copying by query', () => {
  const query = { query: 'duration in weeks of the study', roles: ['protocol'] as const, limit: 20 }
  const hits = [
    { sourceTextId: 'text 1', ordinal: 3, score: 2 },
    { sourceTextId: 'text 1', ordinal: 0, score: 1 },
  ]

  test('takes the sentences of the best passages that share words with the query', () => {
    const found = buildEvidence(
      [
        { role: 'sap', blocks: [paragraph('To plan.')] },
        { role: 'protocol', blocks: protocol },
      ],
      new Map([[searchKey(query), hits]]),
    )
    const text = `copy from=protocol query="${query.query}"`
    expect(textsOf(runRule(text, found))).toEqual(['Patients will be studied for 26 weeks.'])
    expect(gapOf(runRule('copy from=protocol query="price"', found)).code).toBe('no_match')
  })

  test('below a heading takes only what stands there', () => {
    const below = { ...query, limit: 60 }
    const found = buildEvidence(
      [
        { role: 'sap', blocks: [paragraph('To plan.')] },
        { role: 'protocol', blocks: protocol },
      ],
      new Map([[searchKey(below), hits]]),
    )
    const text = `copy from=protocol query="${query.query}"`
    expect(textsOf(runRule(`${text} heading="study design"`, found))).toHaveLength(1)
    expect(gapOf(runRule(`${text} heading="Discussion of design"`, found)).code).toBe('no_match')
  })
})
