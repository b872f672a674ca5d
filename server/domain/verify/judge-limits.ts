import type { TextRange } from '../../../shared/text/range.ts'
import type { Matching } from './align-tokens.ts'
import { startOf, type Finding } from './judge-gap.ts'

/**
 * What stands in a sentence of the evidence and takes something back of it, and is not in the claim, or
 * in another place of it: a limit ("only", "unless"), a hedge ("claims that"), a denial in words ("it is
 * false that"). The evidence then says less than the claim.
 */
export function judgeLimits(
  claim: string,
  evidence: string,
  matching: Matching,
): readonly Finding[] {
  const { pairs } = matching
  const [first] = pairs
  if (!first) return []
  const own = pairs.map(([one]) => one.range.start)
  const told = new Set(listLimits(claim, own).map(({ key }) => key))
  const others = pairs.map(([, other]) => other.range.start)
  return listLimits(evidence, others)
    .filter(({ key }) => !told.has(key))
    .filter(
      ({ word, after, isOfAll }) =>
        !parting.has(word) || (after > 0 && (after < pairs.length || isOfAll)),
    )
    .map(({ range }) => toFinding(startOf(first[0]), range))
}

function toFinding(claim: TextRange, rival: TextRange): Finding {
  return { kind: 'words', claim, rival, contradicts: false, isHeld: true }
}

type Limit = {
  readonly word: string
  readonly range: TextRange
  /** How many matches stand before it. */
  readonly after: number
  /** True right behind what is said of all: "in all cases that were tested". */
  readonly isOfAll: boolean
  /** Equal where two limits stand in one place. */
  readonly key: string
}

function listLimits(text: string, matches: readonly number[]): readonly Limit[] {
  return Array.from(text.matchAll(limits), ({ 0: found, index }) => {
    const word = found.toLowerCase()
    const after = matches.filter((start) => start < index).length
    return {
      word,
      range: { start: index, end: index + found.length },
      after,
      isOfAll: /^(?:that|who|which)$/.test(word) && ofAll.test(text.slice(0, index)),
      key: `${word} ${after}`,
    }
  })
}

const ofAll = /\b(?:all|every|each|any|no)\s+(?:\p{Ll}+\s+){0,2}?\p{Ll}+\s+$/u

const contrasts = 'while whereas but although though others and or because'
/** What limits the noun before it, or tells how often: "paid twice, entered once" is not "paid once". */
const restrictions = 'that who which outside inside beyond once twice thrice single double triple'

/** These part only what stands on both sides of them. */
const parting: ReadonlySet<string> = new Set([...`${contrasts} ${restrictions}`.split(' '), ';'])

const restricting =
  'only almost nearly hardly barely scarcely rarely seldom sometimes occasionally usually generally partly partially mostly mainly virtually approximately roughly few some half zero minority majority provisionally conditionally tentatively nominally except excluding unless if whether until till provided depending'

const hedging =
  'claim claims claimed allege alleges alleged allegedly reportedly supposedly apparently presumably seemingly purportedly ostensibly probably possibly perhaps maybe potentially arguably likely theoretically theory believe believes believed assume assumes assumed hope hopes hoped fear fears feared suspect suspects suspected speculate speculates speculated presume presumes presumed seem seems seemed rumour rumours rumoured according would'

const denying =
  'false untrue incorrect wrong doubtful doubts doubted unknown unclear uncertain unproven unlikely disputes disputed denies denied'

const words = `${restricting} ${hedging} ${denying} ${contrasts} outside inside beyond once twice thrice`

const phrases = [
  '(?:about|around|up to|over|under|above|below)(?=\\s+[€$£]?\\d)',
  // one end of a range, or of what is allowed, is no number of its own
  '(?:maximum|minimum)(?=\\s+of\\s+\\d)',
  'between(?=\\s+\\d[^.;]{0,20}?\\sand\\s+\\d)',
  '(?<=\\b(?:decid|vot|rul|advis|argu|spoke|speak|speaks|recommend|warn|appeal|caution)\\p{Ll}*\\s(?:(?:strongly|unanimously)\\s)?)against',
  'as (?:much|many|little|few) as(?=\\s+[\\d€$£])',
  // "by October at the latest" is by October
  'at the (?:very )?(?:earliest|most|least)',
  '(?<!\\bby\\s[^.;]{0,40})at the (?:very )?latest',
  '(?<=\\d\\S*\\s(?:\\p{L}+\\s)?)or (?:more|less|fewer|later|earlier|over|above)',
  'on average|as a rule|in principle|in theory|on paper|subject to|on condition|conditional on|contingent on|(?:up)?on (?:giving|payment|receipt|proof)',
  '(?<=\\b(?:every|all|each|any)\\s(?:\\p{Ll}+\\s){1,3})but\\s+(?:the\\s+)?(?:one|two|three|four|five|\\d+|\\p{Lu}\\p{L}*)',
  // what stands behind a comma limits nothing, and "so that" no noun
  '(?<!,\\s|\\bso\\s)(?:that|who|which)(?=\\s+(?!the\\b)\\p{Ll})',
  '(?:single|double|triple)(?=[- ](?:blind|mask))',
  'most(?=\\s+(?:of\\b|\\p{Ll}+s\\b))',
  '(?:estimate|estimates|estimated|expect|expects|expected|predict|predicts|predicted|forecast|forecasts|feel|feels|felt|guess|guesses|guessed|warn|warns|warned|possible|conceivable|plausible|possibility|chance|risk)(?=\\s+that\\b)',
  '(?:told|tells|informed|informs|assured|assures)(?=\\s+(?:\\p{L}+\\s+){1,4}that\\b)',
  '(?:said|says|stated|states|wrote|writes|argued|argues|suggested|suggests|thought|thinks)(?=\\s+that\\b)',
]

const limits = new RegExp(
  `\\b(?:${phrases.join('|')}|${words.replaceAll(' ', '|')})(?![\\p{L}\\d])|;|\\?(?=\\s*$)`,
  'giu',
)
