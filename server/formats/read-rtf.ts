import type { ReaderIdentity, ReadResult } from '../../shared/model/source-text.ts'
import { composeSourceText } from './content-item.ts'
import type { EmbeddedContent } from './docx-embedded.ts'
import { joinContinued } from './docx-continued.ts'
import type { ContentItem } from './docx-sections.ts'
import { formatNumber } from './docx-number-formats.ts'
import { Refusal } from './refusal.ts'
import { refuseOnError } from './refused.ts'
import { checkCharacters } from './size-limits.ts'
import { enterDestination, enterStyle } from './rtf-destinations.ts'
import {
  closeGroup,
  createMachine,
  currentGroup,
  openGroup,
  say,
  type Group,
  type Machine,
} from './rtf-machine.ts'
import { readRtfMargins } from './rtf-margins.ts'
import { dropUnended, type Story } from './rtf-story.ts'
import { addStyleWord, isParagraphStyle } from './rtf-style-sheet.ts'
import { listCellTexts } from './rtf-table.ts'
import { visitRtf } from './rtf-tokens.ts'
import { endSection, obey } from './rtf-words.ts'
import { specialCharacters } from './rtf-characters.ts'

const rtfReader: ReaderIdentity = { name: 'rtf', version: '1', options: '' }

/**
 * Reads a Rich Text file as Word shows it: hidden and deleted words are left out, fields show their
 * last result, pictures and objects are not followed.
 */
export function readRtf(bytes: Uint8Array): ReadResult {
  return refuseOnError(() => {
    const { items, about, warnings } = readStory(bytes)
    const sourceText = composeSourceText(rtfReader, items, about)
    return { outcome: 'read', sourceText, warnings }
  })
}

/** What a Rich Text file adds to the file that it stands in. */
export function readRtfContent(bytes: Uint8Array): EmbeddedContent {
  const { items, about, warnings } = readStory(bytes)
  const notes = about.notes.filter((text) => text !== '')
  return { items, notes: notes.map((text) => ({ flow: { text, marks: [] } })), warnings }
}

function readStory(bytes: Uint8Array) {
  const machine = createMachine()
  const openGroups = visit(machine, bytes)
  const { items, marginLines } = readRtfMargins(machine.sections)
  const joined = joinContinued(items)
  const about = {
    title: machine.title || findTitle(items),
    notes: listNotes(machine),
    marginLines,
  }
  if (openGroups > 0) refuseWithoutWords(joined)
  return { items: joined, about, warnings: listWarnings(machine, openGroups) }
}

/** @returns how many groups the end of the file leaves open */
function visit(machine: Machine, bytes: Uint8Array): number {
  if (!/^\{\s*\\rtf/.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'))) {
    throw new Refusal('damaged', 'the file does not begin as RTF does')
  }
  const count = createSizeCount()
  const openGroups = visitRtf(bytes, {
    open: () => {
      flush(machine)
      machine.standIns = 0
      openGroup(machine)
      const group = currentGroup(machine)
      if (group.target.kind === 'styles') enterStyle(machine, group)
    },
    close: () => {
      flush(machine)
      machine.standIns = 0
      if (machine.groups.length === 1) endSection(machine)
      closeGroup(machine)
    },
    word: (name, parameter) => {
      count.word(name)
      hear(machine, name, parameter)
    },
    text: (start, end) => {
      if (currentGroup(machine).target.kind === 'skipped') return
      count.text(end - start)
      addBytes(machine, bytes, start, end)
    },
    byte: (value) => addByte(machine, value),
  })
  if (openGroups > 0) endBroken(machine)
  return openGroups
}

/** A paragraph or cell takes a kilobyte until it is written: what is too much has to show while it comes. */
const mostPieces = 500_000

function createSizeCount() {
  let [pieces, characters] = [0, 0]
  return {
    word(name: string): void {
      if (name !== 'par' && name !== 'cell' && name !== 'nestcell') return
      if ((pieces += 1) <= mostPieces) return
      throw new Refusal('too_large', `more than ${mostPieces} paragraphs and table cells`)
    },
    text: (length: number) => checkCharacters((characters += length)),
  }
}

/** What the last words of a file that breaks off would have been is not known. */
function endBroken(machine: Machine): void {
  machine.bytes = []
  for (const { target } of machine.groups) if (target.kind === 'story') dropUnended(target.story)
  dropUnended(machine.body)
  while (machine.groups.length > 1) closeGroup(machine)
  endSection(machine)
}

function refuseWithoutWords(items: readonly ContentItem[]): void {
  if (items.some((item) => item.kind === 'table' || item.text !== '')) return
  throw new Refusal('damaged', 'the file breaks off before its first words end')
}

function hear(machine: Machine, name: string, parameter: number | undefined): void {
  flush(machine)
  const group = currentGroup(machine)
  const { target, isOptional } = group
  if (target.kind === 'skipped' || standsIn(machine, name)) return
  group.isOptional = name === '*'
  if (group.isOptional || enterDestination(machine, name)) return
  const isOtherStyle = target.kind === 'style' && !isParagraphStyle(name)
  if (isOptional || isOtherStyle) leaveOut(group)
  else hearInTarget(machine, name, parameter)
}

/** Whether a word stands in for the last \u: a character by its name may, the end of a paragraph never. */
function standsIn(machine: Machine, name: string): boolean {
  const isStandIn = machine.standIns > 0 && specialCharacters.has(name)
  machine.standIns = isStandIn ? machine.standIns - 1 : 0
  return isStandIn
}

function leaveOut(group: Group): void {
  if (group.target.kind === 'style') group.onClose = undefined
  group.target = { kind: 'skipped' }
}

function hearInTarget(machine: Machine, name: string, parameter: number | undefined): void {
  const group = currentGroup(machine)
  const { target } = group
  if (target.kind === 'fonts') {
    if (name === 'f') target.open.id = parameter ?? 0
    else if (name === 'fcharset') target.open.charset = parameter
    else if (name === 'cpg') target.open.codePage = parameter
    else if (name === 'u') obey(machine, name, parameter)
  } else if (target.kind === 'style') {
    addStyleWord(target.style, name, parameter)
    if (name === 'u') obey(machine, name, parameter)
  } else obey(machine, name, parameter)
  if (name === 'u') machine.standIns = group.fallbackLength
}

/** Takes bytes of text that are to be decoded. */
function addBytes(machine: Machine, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte !== lineFeed && byte !== carriageReturn && byte !== 0) addByte(machine, byte)
  }
}

function addByte(machine: Machine, byte: number): void {
  if (currentGroup(machine).target.kind === 'skipped') return
  if (machine.standIns > 0) machine.standIns -= 1
  else machine.bytes.push(byte)
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Decodes the bytes that have come, in the font that is on; names of fonts are in none. */
function flush(machine: Machine): void {
  if (machine.bytes.length === 0) return
  const { bytes, fonts, codePage, decoder } = machine
  machine.bytes = []
  const { target, format } = currentGroup(machine)
  const isName = target.kind === 'fonts' || target.kind === 'style'
  const font = isName ? undefined : fonts.get(format.font)
  say(machine, decoder.decode(bytes, font, codePage))
}

function findTitle(items: readonly ContentItem[]): string {
  const title = items.find(
    (item) => item.kind === 'paragraph' && item.text !== '' && item.style.names.includes('title'),
  )
  return title?.kind === 'paragraph' ? title.text : ''
}

/** Footnotes, then endnotes, with the numbers that Word counts. */
function listNotes({ notes }: Machine): string[] {
  return (['footnote', 'endnote'] as const).flatMap((kind) =>
    notes
      .filter((note) => note.kind === kind)
      .map(({ story }, index) => {
        const format = kind === 'footnote' ? 'decimal' : 'lowerRoman'
        const words = storyWords(story)
        return words === '' ? '' : `${formatNumber(index + 1, format)} ${words}`
      }),
  )
}

function storyWords({ items }: Story): string {
  return items
    .flatMap((item) => (item.kind === 'paragraph' ? [item.text] : listCellTexts(item)))
    .filter((text) => text !== '')
    .join('\n')
}

function listWarnings({ decoder, warnings }: Machine, openGroups: number): string[] {
  const pages = [...decoder.unknown].sort((one, other) => one - other)
  return [
    ...warnings,
    ...pages.map((page) => `characters of code page ${page} can not be read`),
    ...(openGroups > 0 ? ['the file breaks off: what stood at its end is missing'] : []),
  ]
}
