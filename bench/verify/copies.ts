import { monthNames } from '../../shared/text/months.ts'
import fc from 'fast-check'
import { changeTense } from '../../server/domain/tense/change-tense.ts'
import { createRandom } from '../random.ts'
import type { PlanSentence, ReportClaim } from './report-claims.ts'

/** How often each kind of addition is made. */
const copiesEach = 120

/** The same without what was recorded: a check then has the words alone. */
export function forgetChanges(claims: readonly ReportClaim[]): readonly ReportClaim[] {
  return claims.map((one) => ({
    ...one,
    evidence: one.evidence.map((own) => ({ ...own, transformations: [] })),
  }))
}

/**
 * Sentences of plans as the rule `copy` takes them over, each with a statement added to the plan before
 * it is copied, so that every kind of mutation finds something to change. The additions are generated;
 * what is done to the words is the product's own.
 */
export function copyPlans(sentences: readonly PlanSentence[]): readonly ReportClaim[] {
  const random = createRandom(11)
  const plain = sentences.filter(({ text }) => /^\p{Lu}[^?:;]{30,260}[^.]\.$/u.test(text))
  if (plain.length === 0) return []
  return Object.entries(additions).flatMap(([kind, addition], seed) =>
    fc.sample(addition, { numRuns: copiesEach, seed }).map((added, at) => {
      const sentence = plain[Math.floor(random() * plain.length)]
      if (!sentence) throw new Error('there are sentences')
      return copy(sentence, added, at % 2 === 0 ? 'planned' : 'done', `${kind} ${at}`)
    }),
  )
}

function copy(
  { role, text }: PlanSentence,
  added: string,
  tense: 'planned' | 'done',
  id: string,
): ReportClaim {
  const quote = `${text.slice(0, -1)}${added}.`
  const changed = changeTense(quote, tense)
  const evidence = {
    sourceTextId: id,
    role,
    range: { start: 0, end: quote.length },
    quote,
    context: '',
    cell: null,
    transformations: changed.transformations,
    formula: '',
  }
  const claim = { text: changed.text, context: '', isCell: false }
  // the half is that of the plan's sentence
  return { sectionId: text, claim, wording: undefined, evidence: [evidence], rivals: [[]] }
}

const count = fc.integer({ min: 2, max: 99 })
const tenths = fc.integer({ min: 1, max: 999 }).map((value) => (value / 10).toFixed(1))

const date = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 0, max: 11 }),
    year: fc.integer({ min: 2010, max: 2026 }),
    form: fc.constantFrom('day first', 'month first', 'month', 'digits'),
  })
  .map(({ day, month, year, form }) => {
    const name = monthNames[month] ?? ''
    const digits = [month + 1, day].map((part) => String(part).padStart(2, '0'))
    if (form === 'digits') return [year, ...digits].join('-')
    if (form === 'month') return `${name} ${year}`
    return form === 'day first' ? `${day} ${name} ${year}` : `${name} ${day}, ${year}`
  })

const arm = fc.constantFrom('placebo', 'low dose', 'high dose')
const unit = fc.constantFrom('mg', 'kg', 'mL', 'weeks', 'days', 'cm', 'hours', '%', 'mm Hg')
const turn = fc.constantFrom('higher', 'lower', 'longer', 'shorter', 'earlier', 'later')
const joint = fc.constantFrom(', ', ' and ', '; ')
const share = fc.tuple(count, tenths).map(([some, percent]) => `${some} (${percent}%) subjects`)

const additions: Readonly<Record<string, fc.Arbitrary<string>>> = {
  digit: count.map((some) => ` at ${some} sites`),
  unit: fc.tuple(count, unit).map(([some, one]) => ` with a limit of ${some} ${one}`),
  sign: tenths.map((value) => ` for a mean change of -${value}`),
  arm: arm.map((one) => ` in the ${one} group`),
  negation: joint.map((one) => `${one}the sponsor is not informed`),
  direction: turn.map((one) => ` where the value is ${one} than at baseline`),
  date: fc
    .tuple(fc.constantFrom(' on', ' by', ' as of', ' from'), date)
    .map(([word, day]) => `${word} ${day}`),
  'n/N': fc.tuple(share, count).map(([some, all]) => ` in ${some} of ${all} at the site`),
  'p-value': fc
    .integer({ min: 1, max: 999 })
    .map((value) => ` at a p-value of ${(value / 1000).toFixed(3)}`),
  'planned → done': joint.map((one) => `${one}samples will be stored`),
}
