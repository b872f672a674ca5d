import { rewrite, type Rewriting } from './rewriting.ts'

/**
 * Takes out what points into the source: "(see Attachment LZZT.2)", "as described in Section 3.4",
 * literature marks. Nothing of what the sentence itself says is taken. Undefined when the sentence
 * does nothing but point.
 */
export function cleanReferences(sentence: Rewriting): Rewriting | undefined {
  if (barePatterns.some((pattern) => pattern.test(sentence.text))) return undefined
  const cut = cuts.reduce(
    (rest, pattern) => rewrite(rest, 'reference', pattern, () => ''),
    cutParentheses(sentence),
  )
  const opened = rewrite(cut, 'reference', openingClause, (_, letter) => letter.toUpperCase())
  return /[\p{L}\p{N}]/u.test(opened.text) ? opened : undefined
}

const what =
  '(?:(?:protocol|sap)\\s+)?' +
  '(?:sections?|attachments?|appendix|appendices|tables?|figures?|listings?|annex(?:es)?|exhibits?|chapters?|references?)'
const id =
  '(?:[A-Z]{1,8}[.-]\\d+(?:\\.\\d+)*|\\d+(?:[.-]\\d+)*[a-z]?|[IVX]+|[A-Z])(?![\\p{L}\\p{N}])'
const ids = `${id}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|or|through|to)\\s+|\\s*[-–]\\s*)(?:${what}\\s+)?${id})*`
/** "Section 3.4", "Attachments LZZT.2 and LZZT.3", "Section 15.1 (Deviations …) of the protocol". */
const reference =
  `(?:part\\s+[IVX]+,\\s*)?${what}\\s+${ids}` +
  '(?:\\s+of\\s+(?:the|this)\\s+(?:protocol|statistical\\s+analysis\\s+plan|analysis\\s+plan|plan|sap|document))?'
const says =
  '(?:further\\s+)?(?:described|defined|specified|outlined|detailed|shown|listed|given|noted|stated|discussed|provided|presented|included|found|summari[sz]ed|illustrated|attached|contained)'
const detail = '(?:\\s+(?:in\\s+(?:more\\s+|further\\s+)?detail|below|above))?'

/** Sentences that only point. */
const barePatterns: readonly RegExp[] = [
  // "Refer to Section 3.9.1.2." and "For a description of …, please refer to …"
  new RegExp(`^\\(?(?:for\\s[^.]{1,200}?\\s)?(?:please\\s+)?(?:see|refer\\s+to)\\s`, 'iu'),
  new RegExp(
    `\\s(?:is|are|was|were|(?:can|may|will)\\s+be)\\s+${says}${detail}\\s+(?:in|on|by)\\s+${reference}\\s*\\.?$`,
    'iu',
  ),
  new RegExp(
    `^${reference}\\s+(?:also\\s+)?(?:list|describe|give|show|provide|contain|summari[sz]e|present|detail|outline|define|include)s?\\s`,
    'iu',
  ),
  new RegExp(`\\s(?:is|are)\\s+in\\s+${reference}[^,;]{0,60}\\.$`, 'iu'),
]

const beforeParticiple = '(?<!\\b(?:is|are|was|were|be|been|being|not)\\s*)'

const cuts: readonly RegExp[] = [
  // marks such as [12] or [3, 7-9]; a range of values is named before it
  /(?<=[\p{L})”"][.,;]?)(?<!\b(?:range|scale|score|interval|level)s?)\s*\[[1-9]\d{0,2}(?:\s*[-–,;]\s*\d{1,3})*\]/giu,
  new RegExp(
    `,?\\s+${beforeParticiple}(?:as\\s+)?${says}${detail}\\s+(?:in|by|under|on)\\s+${reference}(?:,(?=\\s))?`,
    'giu',
  ),
  new RegExp(
    `[,;]?\\s+(?:please\\s+)?(?:see|refer\\s+to)\\s+(?:also\\s+)?${reference}(?=[.,;)]|$)`,
    'giu',
  ),
  new RegExp(`\\s+(?:in|per|under)\\s+${reference}`, 'giu'),
]

const openingClause = new RegExp(
  `^as\\s+${says}${detail}\\s+(?:in|by|under|on)\\s+${reference},\\s+(\\p{L})`,
  'iu',
)

/** In brackets one pair of brackets may stand: "Protocol H2Q-MC-LZZT(c)". */
const parenthesis = /\s*\(((?:[^()]|\([^()]*\))*)\)/gu
const pointing = new RegExp(
  `^\\s*(?:(?:please\\s+)?(?:see|refer\\s+to|cf\\.?|as\\s+${says})\\s|${reference}\\s*(?:[.,:;]|$))`,
  'iu',
)
const tail = new RegExp(`[,;]\\s*(?:(?:see|refer\\s+to)\\s.*|${reference}\\s*)$`, 'iu')

function cutParentheses(sentence: Rewriting): Rewriting {
  return rewrite(sentence, 'reference', parenthesis, (match, inside) => {
    if (pointing.test(inside)) return ''
    return match.replace(inside, inside.replace(tail, ''))
  })
}
