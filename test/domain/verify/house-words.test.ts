import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { readTemplateWordings } from '../../../server/domain/rules/template-wording.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { createTable } from './evidence-table.ts'
import { judgeHouse, type HouseState } from './judge-house.ts'

/** What the check says of a sentence whose template's rule has the wording. */
function judge(
  text: string,
  wording: string,
  evidence: readonly ClaimEvidence[],
  context = '',
): HouseState {
  return judgeHouse({ text, context, isCell: false, wording }, evidence)
}

/** The template's own sentence with its values. */
function fill(wording: string, values: readonly string[]): string {
  return values.reduce((text, value) => text.replace('¤', value), wording)
}

const loans = createTable(
  'Loans by segment',
  ['Segment', '30 Sep 2025', '30 Jun 2025', 'Ratio', 'Limit', 'Change'],
  [
    ['Mortgages', '18,420', '18,155', '0.9%', '2.0%', '265'],
    ['Small enterprises', '6,745', '6,802', '2.9%', '3.0%', '-57'],
    ['Large corporates', '9,180', '9,015', '1.4%', '2.0%', '165'],
    ['Real estate', '3,925', '4,010', '4.6%', '4.0%', '-85'],
    ['Total', '38,270', '37,982', '1.8%', '3.0%', '288'],
  ],
)

describe('words that the template’s rule put around its values', () => {
  const wording = 'Lending to small enterprises stood at ¤.'
  const cells = [loans('Small enterprises', '30 Sep 2025')]

  test('are the template’s, and need no head that has them', () => {
    expect(judge(fill(wording, ['6,745']), wording, cells)).toBe('borne_out')
  })

  test('are no source’s for that: the sentence is never called supported', () => {
    const text = fill(wording, ['6,745'])
    const verdict = verify({ text, context: '', isCell: false, wording }, cells, true)
    expect(verdict).toMatchObject({ state: 'partly_supported', reason: 'template_words' })
    expect(verdict.explanation).toBe(
      'The values are the source’s, the words around them the template’s own. No source says “Lending”.',
    )
  })

  test('are nobody’s where no rule has them', () => {
    expect(judge('Borrowing of small enterprises stood at 6,745.', wording, cells)).toBe(
      'partly_supported',
    )
  })

  test('excuse no other number', () => {
    expect(judge(fill(wording, ['6,754']), wording, cells)).not.toBe('borne_out')
  })

  test.each([
    'Lending to large corporates stood at 6,745.',
    'Lending to enterprises and large corporates stood at 6,745.',
  ])('excuse no other row: %s', (text) => {
    expect(judge(text, wording, cells)).not.toBe('borne_out')
  })

  test('are not trusted where they leave the row unnamed', () => {
    const other = 'Lending to households stood at ¤.'
    expect(judge(fill(other, ['6,745']), other, cells)).toBe('partly_supported')
  })

  test('are only those of a recorded source', () => {
    const claim = { text: fill(wording, ['6,745']), context: '', isCell: false, wording }
    expect(verify({ ...claim, isFound: true }, cells).state).toBe('partly_supported')
  })
})

describe('what the template’s sentence has and an edited one has no more', () => {
  test.each([
    [
      'Small enterprises must repay ¤ by 31 May 2026.',
      'Small enterprises repay 6,745 by 31 May 2026.',
    ],
    ['Small enterprises must repay ¤ by 31 May 2026.', 'Small enterprises must repay 6,745.'],
    ['Small enterprises never repaid ¤.', 'Small enterprises repaid 6,745.'],
    ['The volume of small enterprises was ¤.', 'The volume of the total was 6,745.'],
  ])('is missed: “%s” as “%s”', (wording, text) => {
    const cells = [loans('Small enterprises', '30 Sep 2025')]
    expect(judge(text, wording, cells)).not.toBe('borne_out')
  })
})

describe('a direction of the template’s sentence', () => {
  test.each([
    ['The ratio of real estate was considerably higher, at ¤.', ['4.6%'], 'Real estate', 'Ratio'],
    ['At ¤, the ratio of large corporates remained low.', ['1.4%'], 'Large corporates', 'Ratio'],
    ['Large corporates contributed ¤ to this growth.', ['165'], 'Large corporates', 'Change'],
    ['Real estate exceeded its limit of ¤.', ['4.0%'], 'Real estate', 'Limit'],
    [
      'Large corporates thus have more than the ¤ booked in June.',
      ['9,015'],
      'Large corporates',
      '30 Jun 2025',
    ],
    ['Three months earlier, mortgages had stood at ¤.', ['18,155'], 'Mortgages', '30 Jun 2025'],
    ['Lack of capital held lending to mortgages at ¤.', ['18,420'], 'Mortgages', '30 Sep 2025'],
  ])('is supported where the table bears it out: %s', (wording, values, row, column) => {
    expect(judge(fill(wording, values), wording, [loans(row, column)])).toBe('borne_out')
  })

  test.each([
    ['The ratio of real estate was considerably lower, at ¤.', ['4.6%'], 'Real estate', 'Ratio'],
    ['At ¤, the ratio of large corporates remained high.', ['1.4%'], 'Large corporates', 'Ratio'],
    ['Small enterprises contributed ¤ to this growth.', ['-57'], 'Small enterprises', 'Change'],
    ['Small enterprises exceeded their limit of ¤.', ['3.0%'], 'Small enterprises', 'Limit'],
    ['Both of the mortgages exceeded their limit of ¤.', ['2.0%'], 'Mortgages', 'Limit'],
    [
      'Large corporates thus have fewer than the ¤ booked in June.',
      ['9,015'],
      'Large corporates',
      '30 Jun 2025',
    ],
    ['Three months earlier, mortgages had stood at ¤.', ['18,420'], 'Mortgages', '30 Sep 2025'],
    ['Despite the higher volume, mortgages kept their ratio of ¤.', ['0.9%'], 'Mortgages', 'Ratio'],
  ])('is not where it does not: %s', (wording, values, row, column) => {
    expect(judge(fill(wording, values), wording, [loans(row, column)])).not.toBe('borne_out')
  })

  test('is not the template’s any more where the writer turned it', () => {
    const wording = 'The ratio of real estate was considerably higher, at ¤.'
    const text = 'The ratio of real estate was considerably lower, at 4.6%.'
    expect(judge(text, wording, [loans('Real estate', 'Ratio')])).not.toBe('borne_out')
  })
})

describe('the strongest growth', () => {
  const wording = '¤ showed the strongest growth: ¤ were lent, after ¤ in June.'
  const cite = (row: string) => [loans(row, '30 Sep 2025'), loans(row, '30 Jun 2025')]

  test('is that of the row that grew most', () => {
    const own = wording.replace('¤', 'Large corporates')
    expect(judge(fill(own, ['9,180', '9,015']), own, cite('Large corporates'))).toBe('borne_out')
  })

  test('is of no row that shrank', () => {
    const own = wording.replace('¤', 'Small enterprises')
    expect(judge(fill(own, ['6,745', '6,802']), own, cite('Small enterprises'))).not.toBe(
      'borne_out',
    )
  })
})

describe('a month that stands for the day of a head', () => {
  const wording =
    'Loans to large corporates were ¤ at the end of September, against ¤ at the end of June.'
  const cells = [loans('Large corporates', '30 Sep 2025'), loans('Large corporates', '30 Jun 2025')]

  test('is the one of the value beside it', () => {
    expect(judge(fill(wording, ['9,180', '9,015']), wording, cells)).toBe('borne_out')
  })

  test('is no other one, even of the template', () => {
    const other = wording.replace('September', 'August')
    expect(judge(fill(other, ['9,180', '9,015']), other, cells)).not.toBe('borne_out')
    const turned = wording
      .replace('September', 'x')
      .replace('June', 'September')
      .replace('x', 'June')
    expect(judge(fill(turned, ['9,180', '9,015']), turned, cells)).not.toBe('borne_out')
  })
})

describe('an extreme of the template', () => {
  test.each([
    ['Mortgages had the best ratio (¤).', '0.9%', 'Mortgages', 'borne_out'],
    ['Real estate had the worst ratio (¤).', '4.6%', 'Real estate', 'borne_out'],
    ['Large corporates had the best ratio (¤).', '1.4%', 'Large corporates', 'partly_supported'],
    ['Real estate had the highest ratio of all segments (¤).', '4.6%', 'Real estate', 'borne_out'],
    [
      'Large corporates had the highest ratio of all segments (¤).',
      '1.4%',
      'Large corporates',
      'partly_supported',
    ],
  ])('is held against its column: %s', (wording, value, row, state) => {
    expect(judge(fill(wording, [value]), wording, [loans(row, 'Ratio')])).toBe(state)
  })
})

const incidents = createTable(
  'Serious incidents reported',
  ['Type', 'Incidents', 'Open', 'Failures'],
  [
    ['Overflow', '4', '2', '1'],
    ['Delay', '9', '7', '0'],
    ['Total', '13', '9', '1'],
  ],
)

describe('a denial of the template', () => {
  test.each([
    ['Seven cases of delay had not been closed (¤).', '7', 'Delay', 'Open', 'borne_out'],
    ['Seven cases of delay were not open (¤).', '7', 'Delay', 'Open', 'contradicted'],
    ['One overflow pump failed (¤).', '1', 'Overflow', 'Failures', 'borne_out'],
  ])('denies what no head says: %s', (wording, value, row, column, state) => {
    expect(judge(fill(wording, [value]), wording, [incidents(row, column)])).toBe(state)
  })

  test('is missed where the writer took it out, and is none where he put it in', () => {
    const wording = 'Seven cases of delay had not been closed (¤).'
    const cells = [incidents('Delay', 'Open')]
    expect(judge('Seven cases of delay had been closed (7).', wording, cells)).not.toBe('borne_out')
    const plain = 'Seven cases of delay had been kept (¤).'
    expect(judge('Seven cases of delay had not been kept (7).', plain, cells)).not.toBe('borne_out')
  })
})

test('the denial that a row is named by is needed', () => {
  const table = createTable(
    'Reasons for stopping',
    ['Reason', 'Placebo'],
    [
      ['Criteria not met', '2'],
      ['Decision', '5'],
    ],
  )
  const wording = 'The criteria were not met by ¤ subjects on placebo.'
  const cells = [table('Criteria not met', 'Placebo')]
  expect(judge(fill(wording, ['2']), wording, cells)).toBe('borne_out')
})

describe('a smaller class that the title names', () => {
  test('may be left out by the template where it does not name what the class is of', () => {
    const wording = 'Overflow occurred in ¤ cases.'
    const cells = [incidents('Overflow', 'Incidents')]
    expect(judge(fill(wording, ['4']), wording, cells)).toBe('borne_out')
  })

  test('is missed where what it is of is named', () => {
    const wording = 'Overflow accounted for ¤ incidents.'
    const cells = [incidents('Overflow', 'Incidents')]
    expect(judge(fill(wording, ['4']), wording, cells)).not.toBe('borne_out')
  })
})

test('what no source says of a sentence are words, never the value that stands beside them', () => {
  const income = createTable(
    'Income statement (EUR million)',
    ['Item', 'Q3 2025', 'Q2 2025', 'Q3 2024'],
    [['Net fee and commission income', '148.3', '151.9', '139.7']],
  )
  const wording = 'It nevertheless exceeded the EUR ¤ million of Q3 2024.'
  const claim = { text: fill(wording, ['139.7']), context: '', isCell: false, wording }
  const verdict = verify(claim, [income('Net fee and commission income', 'Q3 2024')], true)
  expect(verdict).toMatchObject({ reason: 'template_words', evidence: [0] })
  const words = verdict.differences.map((one) => claim.text.slice(one.claim.start, one.claim.end))
  expect(words).toEqual(['exceeded'])
  expect(verdict.differences.map(({ evidence }) => evidence)).toEqual([null])
})

test.each([
  ['cell text="Loans were {B-2 | Total | June}."', 'Loans were ¤.'],
  ['compute text="They rose by {d}." values=("d = 2 * {B-2 | Total | June}")', 'They rose by ¤.'],
  ['list number=B-2 phrase="{row} in {June}"', undefined],
  ['when if="1 = 1" then="Loans rose." else="Loans fell."', undefined],
  ['custom instruction="Write about loans."', undefined],
])('the wording of the rule %s is %s', (text, wording) => {
  const rule = { kind: text.split(' ')[0] ?? '', text }
  const choice = { chosen: [], searched: '', gap: null }
  const sections = [{ sectionId: 'a', choices: [{ ruleId: '1', rule, choice }] }]
  expect(readTemplateWordings(sections).get('1')?.words).toBe(wording)
})
