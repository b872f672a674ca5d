import { timesAs } from './read-times.ts'
import { fractionOf } from './told-share.ts'

/** Words by which a sentence tells a part of a whole, or how often one value is another. */
export const comparesGroups =
  /\b(?:times|twice|outnumber\w*|accounts?|accounted|more numerous|thirds?|quarters|fifths?)\b|\bof (?:the|all)\b|%/i

/** What is no rank and no plan ("the third quarter", "more than planned"), and what is told exactly ("twice as many"). */
export const toldExactly = new RegExp(
  [
    '\\b(?:second|third) quarters?\\b',
    '\\bthan\\s+(?:(?:was|were|had been)\\s+)?(?:originally\\s+)?planned\\b',
    '\\bplanned(?=\\s+than\\b)',
    fractionOf.source,
    timesAs.source,
  ].join('|'),
  'gi',
)
