import type { ReviewClaim, ReviewInput } from '../../shared/model/step-documents.ts'
import { guessPlaces, type ClaimPlace } from './docx-claim-places.ts'
import { addComments, markPlace, type PlacedComment } from './docx-comments.ts'
import { openDocx, packDocx, readPart, writePart, type DocxParts } from './docx-parts.ts'
import { readWordFile } from './docx-reading.ts'
import { joinRuns, listParagraphs } from './docx-runs.ts'
import { element, type XmlElement } from './xml.ts'

/**
 * A copy of a document with a check's remarks as comments at the words that they are of. A reader tries
 * each place first: a remark whose words are not certain stands at the top and quotes them. The
 * document's own words stay.
 * @throws Refusal when the bytes are no Word file.
 */
export function writeReview({ document, claims, summary, at }: ReviewInput): Uint8Array {
  const { text } = readWordFile(document).sourceText
  const sure = findSure(document, text, claims)
  const docx = openDocx(document)
  const { root, paragraphs } = openParagraphs(docx)
  const places = guessPlaces(paragraphs, text, claims)
  const placed = claims.flatMap(({ remark }, index): PlacedComment[] => {
    const place = places.get(index)
    return remark.length > 0 && place && sure.has(index) ? [{ place, lines: remark }] : []
  })
  const lost = claims.filter(({ remark }, index) => remark.length > 0 && !sure.has(index))
  const top = findTop(paragraphs)
  const first = top ? [{ place: top, lines: [...summary, ...lost.flatMap(describeLost)] }] : []
  addComments(docx, [...first, ...placed], at)
  writePart(docx.parts, docx.documentName, root)
  return packDocx(docx)
}

function openParagraphs(docx: DocxParts): { root: XmlElement; paragraphs: XmlElement[] } {
  const root = readPart(docx.parts, docx.documentName)
  return { root, paragraphs: listParagraphs(root) }
}

/** The program's own prefix: a reader reports such bookmarks. */
const trialPrefix = '_swtrial'
/** Beyond the ids that files have. */
const firstTrialId = 1_000_000_000

/** Indexes of the remarks whose guessed place a reader finds to be the claim's own. */
function findSure(
  document: Uint8Array,
  text: string,
  claims: readonly ReviewClaim[],
): ReadonlySet<number> {
  const docx = openDocx(document)
  const { root, paragraphs } = openParagraphs(docx)
  for (const [index, place] of guessPlaces(paragraphs, text, claims)) {
    if ((claims[index]?.remark.length ?? 0) > 0) markPlace(place, trialMarks(index))
  }
  writePart(docx.parts, docx.documentName, root)
  const trial = readWordFile(packDocx(docx))
  if (trial.sourceText.text !== text) return new Set()
  const sure = trial.bookmarks.flatMap(({ name, range }) => {
    const index = Number(name.startsWith(trialPrefix) && name.slice(trialPrefix.length))
    const claim = name.startsWith(trialPrefix) ? claims[index] : undefined
    const isSame = claim?.range.start === range.start && claim.range.end === range.end
    return isSame ? [index] : []
  })
  return new Set(sure)
}

function trialMarks(index: number): readonly [XmlElement[], XmlElement[]] {
  const id = { 'w:id': String(firstTrialId + index) }
  const start = element('w:bookmarkStart', { ...id, 'w:name': `${trialPrefix}${index}` })
  return [[start], [element('w:bookmarkEnd', id)]]
}

/** The words of the first paragraph that has any. */
function findTop(paragraphs: readonly XmlElement[]): ClaimPlace | undefined {
  for (const paragraph of paragraphs) {
    const { length } = joinRuns(paragraph).text.trimEnd()
    if (length > 0) return { start: { paragraph, offset: 0 }, end: { paragraph, offset: length } }
  }
  return undefined
}

function describeLost({ text, remark }: ReviewClaim): string[] {
  return [`“${text}”: ${remark.join(' ')}`]
}
