import { findQuantities } from '../../../shared/text/quantities.ts'
import { compareCells } from './compared-cell.ts'
import { findCell, isOfCounts, write, type Form, type Outcome } from './form.ts'
import { listMentions, oneMention, rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

const up = 'rose|risen|increased|grew|grown|climbed|gone up|went up|became more (?:frequent|common)'
const down =
  'fell|fallen|decreased|declined|dropped|gone down|went down|became less (?:frequent|common)'
const value = '(?:(?<FROM>-?\\d+(?:\\.\\d+)?)\\s*(?:%|[\\p{L}/]{1,6})?\\s+)?'
const at = '(?:(?:at|in|on|by)\\s+)?(?:the\\s+)?'

/** "Rose from 140.3 at §0·· to 141.7 at §1··", with or without values. */
const fromTo = new RegExp(
  `\\b(?:(?<up>${up})|${down})\\s+from\\s+${value.replace('FROM', 'first')}${at}(?<from>${oneMention})\\s+to\\s+${value.replace('FROM', 'second')}${at}(?<to>${oneMention})`,
  'giu',
)
/** "Fell between §0·· and §1··". */
const between = new RegExp(
  `\\b(?:(?<up>${up})|${down})\\s+between\\s+(?<from>${oneMention})\\s+and\\s+(?<to>${oneMention})`,
  'giu',
)
/** "26.1 at §1··, up from 24.1 at §0··". */
const since = new RegExp(
  `\\b(?:was|were|is|are)\\s+${value.replace('FROM', 'second')}${at}(?<to>${oneMention})\\s*,?\\s+(?:(?<up>up)|down)\\s+from\\s+${value.replace('FROM', 'first')}${at}(?<from>${oneMention})`,
  'giu',
)

/** A rise or fall between two times. */
export function readTurn(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const [told, ...others] = [fromTo, between, since].flatMap((pattern) => [
    ...masked.matchAll(pattern),
  ])
  if (!told || others.length > 0 || mentions.length !== 2) return []
  const { up: rising, first, second, from = '', to = '' } = told.groups ?? {}
  const [earlier, later] = [from, to].map((words) => listMentions(sentence, words)[0]?.parties[0])
  if (earlier === undefined || later === undefined || earlier === later) return []
  const isShare = /\b(?:share|proportion|percentage|rate)\b/i.test(masked)
  const turn = { earlier, later, isRise: rising !== undefined, isShare, first, second }
  return [
    {
      consumed: [rangeOf(told)],
      stake: rangeOf(told),
      kind: 'direction',
      focus: undefined,
      bases: new Set(['share']),
      turn: first !== undefined || second !== undefined ? undefined : turn.isRise ? 1 : -1,
      fits: ({ axis, isChange }) => axis === 'times' && !isChange,
      judge: (series) => judgeTurn(series, turn),
    },
  ]
}

type Turn = {
  readonly earlier: string
  readonly later: string
  readonly isRise: boolean
  readonly isShare: boolean
  readonly first: string | undefined
  readonly second: string | undefined
}

function judgeTurn(series: Series, turn: Turn): Outcome | undefined {
  const [from, to] = [findCell(series, turn.earlier), findCell(series, turn.later)]
  if (!from || !to) return undefined
  const cells = [from, to]
  const wrong = [
    { told: turn.first, cell: from },
    { told: turn.second, cell: to },
  ].find(({ told, cell }) => told !== undefined && readDecimal(told) !== cell.decimal)
  // of how many had it a share may go the other way
  const isOpen = turn.isShare && isOfCounts(series)
  const turned = isOpen ? compareCells(to, from, 'share') : Math.sign(to.value - from.value)
  if (turned === undefined) return undefined
  const way = turned > 0 ? 'rises' : turned < 0 ? 'falls' : 'stays'
  const change =
    way === 'stays' ? `${write(from)} stays as it is.` : `${write(from)} ${way} to ${write(to)}.`
  if (wrong)
    return {
      holds: false,
      cells,
      words: `The values are ${write(from)} and ${write(to)}.`,
      rival: wrong.cell,
    }
  const holds = way === (turn.isRise ? 'rises' : 'falls')
  return { holds, cells, words: change, rival: holds ? undefined : to }
}

function readDecimal(words: string): string | undefined {
  const [one] = findQuantities(words)
  return one?.kind === 'number' ? one.decimal : undefined
}
