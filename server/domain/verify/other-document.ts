import type { TextRange } from '../../../shared/text/range.ts'
import type { Finding } from './judge-gap.ts'

/**
 * What a deed says of itself it says of no lease, though that stands in its title: "The lease was signed on 10 June"
 * is not borne out by "This deed was signed on 10 June".
 */
export function judgeOtherDocument(claim: string, evidence: string): readonly Finding[] {
  const [own, other] = [findDocument(claim), findDocument(evidence)]
  if (!own || !other || isSame(own.name, other.name)) return []
  return [{ kind: 'words', claim: own.range, rival: other.range, contradicts: false, isHeld: true }]
}

type Document = { readonly name: string; readonly range: TextRange }

/** The document that a sentence begins with. */
function findDocument(text: string): Document | undefined {
  const [words = '', name = ''] = opening.exec(text) ?? []
  if (name === '') return undefined
  return { name, range: { start: words.length - name.length, end: words.length } }
}

const opening =
  /^\s*(?:\d+(?:\.\d+)*\s+)?(?:under\s+)?(?:the|this|that)\s+(deed|lease|agreement|contract|licen[cs]e|amendment|guarantee|policy|protocol|charter|statute|letter|memorandum|bond|mortgage|tenancy|treaty|order|permit|certificate|invoice|report|plan|schedule|annex|appendix)\b/i

function isSame(one: string, other: string): boolean {
  const [own, its] = [one, other].map((name) => {
    const lower = name.toLowerCase().replace('licence', 'license')
    return lower === 'contract' ? 'agreement' : lower
  })
  return own === its
}
