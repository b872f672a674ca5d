import {
  currentGroup,
  placeOf,
  plainFormat,
  say,
  type CharacterFormat,
  type Group,
  type Machine,
} from './rtf-machine.ts'
import {
  beginRow,
  endCell,
  endParagraph,
  endRow,
  endStory,
  plainCell,
  plainParagraph,
  type ParagraphFormat,
  type Story,
} from './rtf-story.ts'
import { symbolCharacter } from './docx-symbols.ts'
import { specialCharacters } from './rtf-characters.ts'
import { symbolCharset } from './rtf-encoding.ts'

/** Does what a control word says that is no destination; unknown ones say nothing. */
export function obey(machine: Machine, name: string, parameter: number | undefined): void {
  const group = currentGroup(machine)
  const character = specialCharacters.get(name)
  if (character !== undefined) say(machine, character)
  else if (name === 'u') say(machine, toCharacter(machine, group, parameter))
  else if (name === 'uc') group.fallbackLength = Math.max(0, parameter ?? 1)
  else if (name === 'ansicpg' && parameter) machine.codePage = parameter
  else if (dosPages.has(name)) machine.codePage = dosPages.get(name) ?? machine.codePage
  else if (name === 'deff') setDefaultFont(machine, group, parameter)
  else if (name === 'ftnalt' && group.note) group.note.kind = 'endnote'
  else if (group.target.kind === 'story') obeyInStory(machine, group.target.story, name, parameter)
  formatWords(machine, group, name, parameter)
  formatParagraph(group, name, parameter)
}

function setDefaultFont(machine: Machine, group: Group, font = 0): void {
  machine.defaultFont = font
  group.format = { ...group.format, font }
}

const dosPages: ReadonlyMap<string, number> = new Map([
  ['mac', 10000],
  ['pc', 437],
  ['pca', 850],
])

/** Above 32,767 codes are written as negative numbers; small ones in a symbol font are its own. */
function toCharacter(machine: Machine, { format }: Group, parameter = 0): string {
  const code = parameter >= 0 ? parameter : parameter + 0x10000
  if (code <= 0 || code > 0xffff) return ''
  const font = machine.fonts.get(format.font)
  if (font?.charset !== symbolCharset || code > 0xff) return String.fromCharCode(code)
  return symbolCharacter(font.name, code) || '\uFFFD'
}

function obeyInStory(
  machine: Machine,
  story: Story,
  name: string,
  parameter: number | undefined,
): void {
  const group = currentGroup(machine)
  const place = placeOf(machine, group)
  switch (name) {
    case 'par':
    case '\n':
    case '\r':
      // a deleted end joins two paragraphs
      if (!group.format.isDeleted) endParagraph(story, place)
      return
    case 'cell':
      return endCell(story, place)
    case 'nestcell':
      return endParagraph(story, { ...place, format: { ...place.format, isInTable: true } })
    case 'row':
      return endRow(story)
    case 'trowd':
      return beginRow(story)
    case 'sect':
      return story === machine.body ? endSection(machine) : undefined
    case 'sectd':
      machine.hasTitlePage = false
      return
    case 'titlepg':
      machine.hasTitlePage = true
      return
    default:
      defineCell(story, name, parameter)
  }
}

/** Ends the section of the body that is open; the next one has its headers and footers until it gets its own. */
export function endSection(machine: Machine): void {
  const { body, margins, hasTitlePage } = machine
  endStory(body, { ...placeOf(machine, currentGroup(machine)) })
  machine.sections.push({ items: body.items.splice(0), margins, hasTitlePage })
}

function defineCell(story: Story, name: string, parameter: number | undefined): void {
  const { definition } = story
  const cell = cellWords.get(name)
  if (cell) definition.next = { ...definition.next, ...cell }
  else if (name === 'clcbpat') definition.next = { ...definition.next, isShaded: parameter !== 0 }
  else if (name === 'trhdr') definition.isHeader = true
  else if (name === 'trleft') definition.left = parameter ?? 0
  else if (name === 'cellx') {
    definition.cells.push({ ...definition.next, edge: parameter ?? 0 })
    definition.next = plainCell
  }
}

const cellWords: ReadonlyMap<string, Partial<typeof plainCell>> = new Map([
  ['clmgf', { across: 'first' }],
  ['clmrg', { across: 'continued' }],
  ['clvmgf', { down: 'first' }],
  ['clvmrg', { down: 'continued' }],
  ['cldel', { isDeleted: true }],
] as const)

function formatWords(
  machine: Machine,
  group: Group,
  name: string,
  parameter: number | undefined,
): void {
  const change = changeOfWords(machine, name, parameter)
  if (change) group.format = { ...group.format, ...change }
}

function changeOfWords(
  machine: Machine,
  name: string,
  parameter: number | undefined,
): Partial<CharacterFormat> | undefined {
  const isOn = parameter !== 0
  switch (name) {
    case 'plain':
      return plainFormat(machine.defaultFont)
    case 'f':
      return { font: parameter ?? 0 }
    case 'fs':
      return { size: parameter ?? plainFormat(0).size }
    case 'b':
      return { isBold: isOn }
    case 'v':
      return { isHidden: isOn }
    case 'deleted':
      return { isDeleted: isOn }
    case 'super':
    case 'up':
      return { script: isOn ? 'raised' : undefined }
    case 'sub':
    case 'dn':
      return { script: isOn ? 'lowered' : undefined }
    case 'nosupersub':
      return { script: undefined }
    default:
      return undefined
  }
}

function formatParagraph(group: Group, name: string, parameter: number | undefined): void {
  if (name === 'pard') group.paragraph = plainParagraph
  const change = changeOfParagraph(name, parameter ?? 0)
  if (change) group.paragraph = { ...group.paragraph, ...change }
}

function changeOfParagraph(name: string, value: number): Partial<ParagraphFormat> | undefined {
  switch (name) {
    case 's':
      return { style: value }
    case 'outlinelevel':
      return { outlineLevel: value }
    case 'ilvl':
      return { listLevel: Math.min(Math.max(value, 0), deepestList) }
    case 'li':
    case 'lin':
      return { leftIndent: value }
    case 'fi':
      return { firstIndent: value }
    case 'intbl':
      return { isInTable: true }
    default:
      return undefined
  }
}

const deepestList = 8
