import type { Question } from './read-question.ts'

/** What an answer has to hold besides what the question's kind says. */
export type AskedForm = {
  /** "Who", "which quarterback". */
  readonly isPerson: boolean
  /** "What river": something that has a name. */
  readonly isName: boolean
  /** "What is it called": a term, that is given as one. */
  readonly isTerm: boolean
}

export function readAskedForm({ text, kind }: Question): AskedForm {
  if (kind === 'statement') return { isPerson: false, isName: false, isTerm: false }
  const isPerson = kind === 'person' || asksPerson.test(text)
  return {
    isPerson,
    isName: kind === 'thing' && !isPerson && asksName.test(text),
    isTerm: asksTerm.test(text),
  }
}

const persons =
  'actor|actress|artist|author|writer|poet|president|king|queen|emperor|leader|player|person|man|woman|scientist|' +
  'inventor|singer|director|general|commander|quarterback|coach|philosopher|physicist|chemist|mathematician|' +
  'explorer|governor|minister|senator|mayor|judge|pope|bishop|engineer|architect|composer|musician|economist|monk|' +
  'prince|duke|ruler|character|celebrity|host|doctor|professor|critic|reformer|theologian|historian|founder|owner|' +
  'members?|people|individual|figure|brother|sister|son|daughter|wife|husband|father|mother|investigator|sponsor'

const names =
  'team|company|organi[sz]ation|university|school|college|network|party|band|group|agency|club|station|program|' +
  'show|movie|film|book|song|album|episode|river|lake|sea|ocean|mountain|island|war|battle|treaty|law|act|dynasty|' +
  'empire|church|language|religion|museum|theat(?:er|re)|hotel|bridge|airport|hospital|newspaper|magazine|award|' +
  'prize|game|bowl|league|stadium|street|road|area|neighborhood|district|province|kingdom|tribe|family|house|' +
  'building|park|ship|channel|studio|label|brand|bank|court|committee|council|department|event|holiday|festival|' +
  'period|era|epoch|age|drug|software|scale|dictionary'

function asksFor(nouns: string): RegExp {
  return new RegExp(
    `\\b(?:what|which|name (?:of )?the)\\s+(?:[\\w'-]+\\s+){0,3}?(?:${nouns})\\b`,
    'i',
  )
}

const asksPerson = asksFor(persons)
const asksName = asksFor(names)
const asksTerm = /\b(?:called|nicknames?|terms?|words?|named?|known as|titled?)\b/i
