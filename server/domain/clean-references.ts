import { leaveToWriter, rewrite, type Rewriting } from './rewriting.ts'

/**
 * Takes out what only points into the source: "(see Attachment ABC.2)", "as described in Section
 * 3.4", "as noted above", literature marks. A place that the sentence means is mapped, since without
 * it the sentence would say something else: "listed in Appendix 1" → "listed in Appendix 1 of the
 * protocol", "this protocol" → "the protocol". What may point to words that are not copied is left
 * to the writer: "the models described above". Undefined when the sentence does nothing but point.
 * @param owner what the places are in: "the protocol"
 */
export function cleanReferences(sentence: Rewriting, owner: string): Rewriting | undefined {
  if (barePatterns.some((pattern) => pattern.test(sentence.text))) return undefined
  const opened = rewrite(
    cutParentheses(sentence),
    'reference',
    openingClause,
    (_, word) => word.charAt(0).toUpperCase() + word.slice(1),
  )
  const cut = cuts.reduce((rest, pattern) => rewrite(rest, 'reference', pattern, () => ''), opened)
  if (!/[\p{L}\p{N}]/u.test(cut.text)) return undefined
  const placed = rewrite(cut, 'reference', remaining, (match) => nameOwner(match, owner))
  const named = rewrite(placed, 'reference', itself, (match) =>
    match.startsWith('T') ? owner.charAt(0).toUpperCase() + owner.slice(1) : owner,
  )
  return leaveToWriter(named, loose)
}

/** "Appendix 1 of this plan" and "Appendix 1" alike become "Appendix 1 of the analysis plan". */
function nameOwner(place: string, owner: string): string {
  if (/\sof\s+the\s/u.test(place)) return place
  return `${place.replace(/\s+of\s+this\s.*$/u, '')} of ${owner}`
}

// case counts: "Section A" is a place, "section a" may be anything
const place =
  '(?:[Ss]ections?|[Aa]ttachments?|[Aa]ppendix|[Aa]ppendices|[Tt]ables?|[Ff]igures?|[Ll]istings?|[Aa]nnex(?:es)?|[Ee]xhibits?|[Cc]hapters?|[Tt]emplates?)'
const what = `(?:(?:[Pp]rotocol|SAP)\\s+)?${place}`
const id =
  '(?:[A-Z]{1,8}[.-]\\d+(?:\\.\\d+)*|\\d+(?:[.-]\\d+)*[a-z]?|[IVX]+|[A-Z])(?![\\p{L}\\p{N}])'
const joint = '(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|or|through|to)\\s+|\\s*[-–]\\s*)'
/** "Section 3.4", "Attachments ABC.2 and ABC.3", "Part II, Section 14 of the protocol". */
const reference =
  `(?:Part\\s+[IVX]+,\\s*)?${what}\\s+${id}(?:${joint}(?:${what}\\s+)?${id})*` +
  '(?:\\s+of\\s+(?:the|this)\\s+(?:protocol|statistical\\s+analysis\\s+plan|analysis\\s+plan|plan|SAP|document))?'
/** Without the word, three numbers and more are a section's: "3.9.3.4 (Other Safety Measures)". */
const bareNumber = '\\d+(?:\\.\\d+){2,}(?:\\s*\\(\\p{Lu}[^()]*\\))?'
const see = '(?:[Pp]lease\\s+)?(?:[Ss]ee|[Rr]efer\\s+to)(?:\\s+also)?'
const says =
  '(?:further\\s+)?(?:described|defined|specified|outlined|detailed|shown|listed|given|noted|stated|discussed|provided|presented|included|found|summari[sz]ed|illustrated|attached|contained)'
const detail = '(?:\\s+(?:in\\s+(?:more\\s+|further\\s+)?detail|below|above))?'
const lists =
  '(?:also\\s+)?(?:list|describe|give|show|provide|contain|summari[sz]e|present|detail|outline|define|include)s?'

/** "Rosen et al. 1984", "Fisher and Barak, 1994". */
const name = "\\p{Lu}[\\p{L}’'-]+"
const literature = `${name}(?:\\s+et\\s+al\\.?|\\s+(?:and|&)\\s+${name}),?\\s+(?:19|20)\\d\\d[a-z]?`

/** Sentences that only point. */
const barePatterns: readonly RegExp[] = [
  // "Refer to Section 3.9.1.2." and "For a description of …, please refer to …"
  new RegExp(`^\\(?(?:For\\s[^.]{1,200}?\\s)?${see}\\s`, 'u'),
  new RegExp(
    `\\s(?:is|are|was|were|(?:can|may|will)\\s+be)\\s+${says}${detail}\\s+(?:in|on|by)\\s+${reference}\\s*\\.?$`,
    'u',
  ),
  new RegExp(`^${reference}(?:\\s+${lists}\\s|\\.?$)`, 'u'),
  new RegExp(`\\s(?:is|are)\\s+in\\s+${reference}[^,;]{0,60}\\.$`, 'u'),
]

/** "is as described in Section 4" would be left without its end. */
const notAfterBe = '(?<!\\b(?:is|are|was|were|be|been|being|not|same))'

const cuts: readonly RegExp[] = [
  new RegExp(
    `${notAfterBe},?\\s+as\\s+${says}${detail}\\s+(?:in|by|under|on)\\s+(?:${reference}|${bareNumber})(?:,(?=\\s))?`,
    'gu',
  ),
  new RegExp(
    `${notAfterBe},?\\s+as\\s+(?:${says}|mentioned)\\s+(?:above|below|previously|earlier)(?!\\s+(?:or|and)\\b)(?:,(?=\\s))?`,
    'gu',
  ),
  new RegExp(`[,;]?\\s+${see}\\s+${reference}(?=[.,;)]|$)`, 'gu'),
  new RegExp(`\\s*\\((?:${see}\\s+)?${literature}(?:\\s*[;,]\\s*${literature})*\\)`, 'gu'),
  // "the criteria, Section 3.4, hold"
  new RegExp(`,\\s+${reference}(?:,(?=\\s))?`, 'gu'),
  // marks such as [12] or [3, 7-9]; "a score range [1-5]" is a value
  /(?<=[\p{L})”"][.,;]?)(?<!\b(?:range|scale|score|interval|level)s?)\s*\[[1-9]\d{0,2}(?:\s*[-–,;]\s*\d{1,3})*\]/giu,
  // behind a number only at the end: "12 [26]" elsewhere is a count
  /\s*\[[1-9]\d{0,2}(?:\s*[-–,;]\s*\d{1,3})*\](?=\.$)/gu,
]

const remaining = new RegExp(`(?<![\\p{L}\\p{N}])${reference}`, 'gu')

const itself =
  /\b[Tt]his (?:(?:clinical )?(?:study |trial )?protocol|(?:statistical )?analysis plan|SAP|document)\b/g

/** What stands before or outside of the copied words, and a year behind the names of authors. */
const loose = new RegExp(
  `(?:${says}|mentioned)\\s+(?:above|previously|earlier)\\b|\\b[Tt]he\\s+above\\b` +
    '|\\b(?:preceding|previous)\\s+(?:paragraph|section|table|figure|chapter|page)s?\\b' +
    `|(?<=${name}(?:\\s+et\\s+al\\.?|\\s+and\\s+${name})\\s)\\((?:19|20)\\d\\d[a-z]?\\)`,
  'gu',
)

const openingClause = new RegExp(
  `^As\\s+${says}${detail}\\s+(?:in|by|under|on)\\s+${reference},\\s+(\\p{L}+)`,
  'u',
)

/** In brackets one pair of brackets may stand: "Protocol AB-12-CD(c)". */
const parenthesis = /\s*\(((?:[^()]|\([^()]*\))*)\)/gu
const pointing = new RegExp(
  `^\\s*(?:${see}\\s|cf\\.|as\\s+${says}\\s|${reference}\\s*(?:[.,:;]|$)` +
    `|(?:[\\p{L}\\p{N}-]+\\s+){0,3}${says}\\s+(?:above|below|in\\s+(?:the\\s+)?(?:following|preceding)\\s+(?:table|figure|section))\\s*$)`,
  'u',
)
const tail = new RegExp(`[,;]\\s*(?:${see}\\s.*|${reference}\\s*)$`, 'u')

function cutParentheses(sentence: Rewriting): Rewriting {
  return rewrite(sentence, 'reference', parenthesis, (match, inside) =>
    pointing.test(inside) ? '' : match.replace(inside, () => inside.replace(tail, '')),
  )
}
