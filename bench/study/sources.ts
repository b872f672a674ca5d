import { readZip, writeZip } from '../../server/formats/zip.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { listCorpusFiles, type CorpusFile } from '../corpus.ts'

export type StudySource = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly role: SourceRole
}

/** The study's own files, and `copies` more of each with other bytes, as sources of the role other. */
export function listStudySources(copies: number): readonly StudySource[] {
  const own: readonly StudySource[] = [
    ...listCorpusFiles('study', /^protocol\.pdf$/).map((file) => withRole(file, 'protocol')),
    ...listCorpusFiles('study', /^sap\.pdf$/).map((file) => withRole(file, 'sap')),
    ...listCorpusFiles('study/tables', /\.docx$/).map((file) => withRole(file, 'table')),
  ]
  const more = Array.from({ length: copies }, (_, at) => own.map((one) => copySource(one, at + 1)))
  return [...own, ...more.flat()]
}

function withRole({ name, bytes }: CorpusFile, role: SourceRole): StudySource {
  return { name, bytes, role }
}

function copySource({ name, bytes }: StudySource, number: number): StudySource {
  const mark = new TextEncoder().encode(`copy ${number}`)
  const copied = name.endsWith('.pdf') ? appendComment(bytes, mark) : addPart(bytes, mark)
  return { name: `copy-${number}-${name}`, bytes: copied, role: 'other' }
}

/** Readers look for the last trailer of a PDF, and comments may stand behind it. */
function appendComment(bytes: Uint8Array, mark: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.from('\n% '), mark, Buffer.from('\n')])
}

function addPart(bytes: Uint8Array, mark: Uint8Array): Uint8Array {
  return writeZip(new Map([...readZip(bytes), ['customXml/copy.txt', mark]]))
}
