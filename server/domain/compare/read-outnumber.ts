import { judgePairs } from './read-more.ts'
import type { Form } from './form.ts'
import {
  listMentions,
  listParties,
  oneMention,
  rangeOf,
  type ComparedSentence,
} from './sentence.ts'

const relation = new RegExp(
  `(?<own>${oneMention})\\s+(?<verb>(?:(?:clearly|far|always)\\s+)?outnumber(?:s|ed)?|(?:is|are|was|were)\\s+more\\s+numerous\\s+than)\\s+(?<other>${oneMention})`,
  'giu',
)

/** "§0·· outnumbered §1··": there are more of these than of those. */
export function readOutnumber(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const [told, ...others] = masked.matchAll(relation)
  if (!told || others.length > 0 || mentions.length !== 2) return []
  const { own = '', verb = '', other = '' } = told.groups ?? {}
  const [parties, rest] = [own, other].map((words) => listParties(listMentions(sentence, words)))
  if (!parties || !rest || parties.some((party) => rest.includes(party))) return []
  const start = told.index + told[0].indexOf(verb)
  const compared = { parties, others: rest, difference: undefined } as const
  const pair = { ...compared, measured: 'count', isPlural: false, sign: 1 } as const
  return [
    {
      consumed: [{ start, end: start + verb.length }],
      stake: rangeOf(told),
      kind: 'direction',
      focus: undefined,
      fits: ({ axis }) => axis === 'rows' || axis === 'groups',
      judge: (series) => judgePairs(series, pair),
    },
  ]
}
