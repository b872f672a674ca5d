import { fitsWord, type Form, type Orient } from './form.ts'
import { judgeEnd } from './read-most.ts'
import { comparatives, isOfGroups, ofPeople, readMeasured, upward } from './read-more.ts'
import { rangeOf, together, type ComparedSentence } from './sentence.ts'
import { readDifference } from './side-values.ts'
import { withShare } from './whole.ts'

const thanAny =
  /\bthan\s+(?:(?:in|on|at|with|for|to|among)\s+)?(?:any\s+other|every\s+other|any\s+of\s+the\s+others?|all\s+(?:the\s+)?others?)\b(?:\s+(?:one|treatment|dose|group|arm|cohort)s?\b)?/gi

/** "More than any other area": the most, told by all that it is more than. */
export function readAnyOther(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const [than, ...otherThan] = masked.matchAll(thanAny)
  const [told, ...otherTold] = masked.matchAll(comparatives)
  const [mention, ...others] = mentions
  if (!than || !told || !mention || together.test(masked)) return []
  if ([...otherThan, ...otherTold, ...others].length > 0) return []
  const isBefore = mention.range.end <= than.index && told.index < than.index
  // "51 more than any other" is no value of its own
  const isByNumber = readDifference(sentence, told.index) !== undefined
  if (!isBefore || mention.spread !== 'one' || isByNumber) return []
  const [party = ''] = mention.parties
  const [, word = '', often] = told
  const measured = readMeasured(masked, often)
  const isUp = new RegExp(`^(?:${upward})$`, 'i').test(word)
  const turn = (orient: Orient): Orient => (isUp ? orient : orient === 1 ? -1 : 1)
  return [
    {
      consumed: [rangeOf(told), rangeOf(than)],
      stake: rangeOf(told),
      kind: 'direction',
      focus: party,
      bases: new Set(['share']),
      isExact: true,
      fits: (series) =>
        fitsWord(word, series, masked) &&
        (series.axis !== 'groups' || ofPeople.test(masked) || !isOfGroups(series)),
      judge: (series, orient) =>
        withShare(judgeEnd(series, party, turn(orient), measured), sentence, series, party),
    },
  ]
}
