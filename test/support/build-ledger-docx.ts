import type { LedgerRow } from '../../shared/model/document-input.ts'
import { restoreControls } from '../../shared/model/ledger-part.ts'
import { listTargets } from '../../server/formats/docx-targets.ts'
import { writeAndReadBack } from '../../server/formats/write-and-read-back.ts'
import { childElements, parseXml, textContent, type XmlElement } from '../../server/formats/xml.ts'
import { readZip } from '../../server/formats/zip.ts'
import { buildDocx, paragraph } from './build-docx.ts'
import { buildDocumentInput, draftParagraph, draftTable, filled } from './build-document-input.ts'

export const randomizedSentence = 'A total of 182 subjects were randomized, and 170 completed.'
export const ageSentence = 'The mean age of all subjects was 75.1 years.'
export const withdrawnSentence = 'In the second week, no subject withdrew consent.'

/** A report as a run writes it: three cited sentences, a table with cited cells, and its ledger. */
export function buildLedgerDocx(): Uint8Array {
  const body = ['Efficacy', 'Safety'].map((title) => paragraph(title, 'Heading1'))
  body.splice(1, 0, paragraph('[[results]]'))
  const template = buildDocx({ body: [...body, paragraph('[[safety]]')].join('') })
  const table = draftTable([
    ['Group', 'Enrolled', 'Done'],
    ['Placebo', '91', '85'],
    ['Active', '91', '85'],
  ])
  const input = buildDocumentInput(template, {
    '[[results]]': filled(draftParagraph('body', randomizedSentence, ageSentence), table),
    '[[safety]]': filled(draftParagraph('body', withdrawnSentence)),
  })
  const ledger = listTargets(input).map(({ bookmark }): LedgerRow => ({ ...source, bookmark }))
  const written = writeAndReadBack({ ...input, ledger })
  if (written.outcome === 'refused') throw new Error(written.reason)
  return written.bytes
}

const source = {
  sourceName: 'protocol.pdf',
  sourceHash: 'ab'.repeat(32),
  version: 3,
  page: '12',
  quote: 'words of the protocol',
  cell: '',
  formula: '',
  transformations: [],
}

/** What a ledger says of cited words: what they were, what became of them, and what stands there now. */
export type LedgerEntry = {
  readonly written: string
  readonly state: string | undefined
  readonly words: string | undefined
}

export function listLedgerParts(bytes: Uint8Array): string[] {
  return [...readZip(bytes)]
    .filter(([name]) => /^customXml\/item\d+\.xml$/.test(name))
    .map(([, part]) => new TextDecoder().decode(part))
    .filter((xml) => xml.includes('urn:sourcewright:ledger:1'))
}

export function readEntries(xml: string): LedgerEntry[] {
  const root = parseXml(xml)
  const isNamed = (name: string) => (one: XmlElement) => one.name.replace(/^.*:/, '') === name
  const text = childElements(root).find(isNamed('text'))
  const written = restoreControls(text ? textContent(text) : '')
  return childElements(root)
    .filter(isNamed('citation'))
    .map(({ attributes }) => ({
      written: written.slice(Number(attributes['start']), Number(attributes['end'])),
      state: attributes['state'],
      words: attributes['words'],
    }))
}

/** The state of each entry, by the words that it is about; of cells that are alike, the last one's. */
export function readStates(xml: string): Record<string, string | undefined> {
  return Object.fromEntries(readEntries(xml).map(({ written, state }) => [written, state]))
}
