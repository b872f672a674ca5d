import { ledgerNamespace, restoreControls } from '../../shared/model/ledger-part.ts'
import type { AnchorState } from '../../shared/model/vocabulary.ts'
import { createCarrierFrom } from '../../shared/text/carry.ts'
import { foldText } from '../../shared/text/fold.ts'
import { findLinesInPlace, type LinesInPlace } from '../../shared/text/lines-in-place.ts'
import { layInLines } from '../../shared/text/lines.ts'
import { containsRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { parseXml, serializeXml } from './xml-document.ts'

/** The document whose ledger is brought in step. */
type StandingWords = {
  /** Its final text, paragraphs and cells set apart by line feeds or tabs. */
  readonly text: string
  /** Whether it is known to have been edited since its file was opened. */
  readonly isEdited: boolean
}

/**
 * The ledger part as it has to be for the words that stand now; undefined where it says so already, and
 * where it is none that can be read: then it is left alone. It may be hostile: no more comes of it than
 * what it says of itself.
 */
export type UpdateLedger = (xml: string, standing: StandingWords) => Promise<string | undefined>

/** What a document's ledger needs again and again is kept between its updates. */
export function createLedgerUpdater(limits: LedgerLimits = defaultLimits): UpdateLedger {
  let known: { readonly text: string; readonly carry: CarryTo } | undefined
  let done: { readonly xml: string; readonly standing: StandingWords } | undefined
  const update: UpdateLedger = async (xml, standing) => {
    const root = xml.length > limits.units ? undefined : readLedger(xml)
    if (!root) return undefined
    const { text, citations } = listEntries(root)
    if (citations.length > limits.citations) return undefined
    if (known?.text !== text) known = { text, carry: createCarrierFrom(text) }
    const now = layInLines(standing.text).text
    const texts = { text, now, carry: known.carry(now), inPlace: findLinesInPlace(text, now) }
    const judge = createJudge(texts, standing, limits)
    let isChanged = false
    for (const citation of citations) {
      const fate = await judge(citation)
      if (fate) isChanged = writeFate(citation, fate) || isChanged
    }
    return isChanged ? serializeXml(root.ownerDocument) : undefined
  }
  return async (xml, standing) => {
    if (done?.xml === xml && isSameStanding(done.standing, standing)) return undefined
    const updated = await update(xml, standing)
    done = { xml: updated ?? xml, standing }
    return updated
  }
}

function isSameStanding(a: StandingWords, b: StandingWords): boolean {
  return a.text === b.text && a.isEdited === b.isEdited
}

export type LedgerLimits = {
  /** UTF-16 units of the part. */
  readonly units: number
  readonly citations: number
  /** Milliseconds of work behind which the words that are left count as not to be told. */
  readonly work: number
}

const defaultLimits: LedgerLimits = { units: 16_000_000, citations: 100_000, work: 20_000 }

type CarryTo = ReturnType<typeof createCarrierFrom>

/** What became of cited words; `words` are those that stand in their place. */
type Fate = { readonly state: AnchorState; readonly words?: string }

/** Undefined for what is no ledger. Entities are none of ours, and may unfold to fill the memory. */
function readLedger(xml: string): Element | undefined {
  if (xml.includes('<!DOCTYPE') || !xml.includes(ledgerNamespace)) return undefined
  try {
    const root = parseXml(xml).documentElement
    const isLedger = root.localName === 'ledger' && root.namespaceURI === ledgerNamespace
    return isLedger ? root : undefined
  } catch {
    return undefined
  }
}

/** The text as it was written, '' in a ledger that keeps no words, with the citations of it. */
function listEntries(root: Element): { readonly text: string; readonly citations: Element[] } {
  const children = [...root.children].filter(({ namespaceURI }) => namespaceURI === ledgerNamespace)
  const text = children.find(({ localName }) => localName === 'text')?.textContent ?? ''
  const citations = children.filter(({ localName }) => localName === 'citation')
  return { text: restoreControls(text), citations }
}

type Texts = {
  readonly text: string
  readonly now: string
  readonly carry: ReturnType<CarryTo>
  readonly inPlace: LinesInPlace
}

type Judge = (citation: Element) => Promise<Fate | undefined>

/** Undefined where nothing can be told and nothing is known to have changed. */
function createJudge(texts: Texts, { isEdited }: StandingWords, limits: LedgerLimits): Judge {
  const fates = new Map<string, Fate>()
  const work = createWork(limits.work)
  return async (citation) => {
    const range = readRange(citation, texts.text)
    if (!range) return isEdited ? { state: 'ambiguous' } : undefined
    const key = `${range.start}-${range.end}`
    const known = fates.get(key)
    if (known) return known
    await work.pause()
    const fate: Fate = work.isOver() ? { state: 'ambiguous' } : findFate(texts, range)
    fates.set(key, fate)
    return fate
  }
}

/** Work that lets the page be painted between its turns. */
function createWork(most: number) {
  let spent = 0
  let began = performance.now()
  return {
    isOver: () => spent + performance.now() - began > most,
    async pause(): Promise<void> {
      if (performance.now() - began < turnLength) return
      spent += performance.now() - began
      await new Promise((resolve) => setTimeout(resolve))
      began = performance.now()
    },
  }
}

/** Milliseconds; a frame has 16. */
const turnLength = 8

/** Undefined for what is no place in the text. */
function readRange(citation: Element, text: string): TextRange | undefined {
  const [start, end] = ['start', 'end'].map((name) => {
    const value = citation.getAttribute(name) ?? ''
    return /^\d{1,9}$/.test(value) ? Number(value) : -1
  })
  if (start === undefined || end === undefined) return undefined
  return start >= 0 && start < end && end <= text.length ? { start, end } : undefined
}

function findFate({ text, now, carry, inPlace }: Texts, range: TextRange): Fate {
  if (inPlace.isSame(range)) return { state: 'intact' }
  const { state, range: place } = carry(range)
  const cell = inPlace.findEdited(range)
  if (cell && (!place || containsRange(cell, place)))
    return { state: 'edited', words: sliceRange(now, cell) }
  if (!place) return { state }
  const words = sliceRange(now, place)
  const isAsWritten = foldWords(words) === foldWords(sliceRange(text, range))
  if (isAsWritten) return { state: state === 'moved' ? 'moved' : 'intact' }
  return { state: state === 'split' ? 'split' : 'edited', words }
}

function foldWords(text: string): string {
  return foldText(text).folded.trim()
}

/** True where the citation said something else before. */
function writeFate(citation: Element, { state, words }: Fate): boolean {
  const before = readFate(citation)
  citation.setAttribute('state', state)
  if (words === undefined) citation.removeAttribute('words')
  else citation.setAttribute('words', toXmlText(words))
  return before !== readFate(citation)
}

function readFate(citation: Element): string {
  return JSON.stringify(['state', 'words'].map((name) => citation.getAttribute(name)))
}

/** Marks that Word puts for notes and fields are no words, and XML can't hold them. */
function toXmlText(words: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
  return words.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}
