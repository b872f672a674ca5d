import { symbolCharacter } from './docx-symbols.ts'
import { createRtfDecoder, symbolCharset, type RtfDecoder, type RtfFont } from './rtf-encoding.ts'
import {
  addWords,
  createStory,
  plainParagraph,
  type ParagraphFormat,
  type ParagraphPlace,
  type Story,
  type StoryItem,
  type WordFormat,
} from './rtf-story.ts'
import type { RtfStyle, RtfStyles } from './rtf-style-sheet.ts'

/** What the words of a group are for. */
export type Target =
  | { readonly kind: 'story'; readonly story: Story }
  /** A title, a mark, an instruction: words that whoever opens the group takes when it closes. */
  | { readonly kind: 'words'; readonly parts: string[] }
  | { readonly kind: 'fonts'; readonly open: OpenFont }
  | { readonly kind: 'styles' }
  | { readonly kind: 'style'; readonly style: RtfStyle }
  /** Says nothing itself, but groups in it may. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'skipped' }

type OpenFont = { -readonly [Key in keyof RtfFont]: RtfFont[Key] } & { id: number }

export type Group = {
  target: Target
  format: CharacterFormat
  paragraph: ParagraphFormat
  /** How many characters stand in for one \u. */
  fallbackLength: number
  isInContents: boolean
  /** Whether the instruction of the field in it says what it shows. */
  isResultKnown: boolean
  /** Whether \* stands before the next word: a destination that may be unknown. */
  isOptional: boolean
  /** Where a silent group stands. */
  holder: Story | undefined
  /** The note that the group is. */
  note: RtfNote | undefined
  onClose: (() => void) | undefined
}

export type CharacterFormat = WordFormat & {
  readonly font: number
  readonly isHidden: boolean
  readonly isDeleted: boolean
}

export type RtfNote = { kind: 'footnote' | 'endnote'; readonly story: Story }

export type RtfSection = {
  readonly items: StoryItem[]
  /** Headers and footers by their control words. */
  readonly margins: ReadonlyMap<string, Story>
  readonly hasTitlePage: boolean
}

export type Machine = {
  readonly groups: Group[]
  readonly body: Story
  readonly sections: RtfSection[]
  /** Of the section that is open; it has those of the one before. */
  margins: Map<string, Story>
  hasTitlePage: boolean
  readonly notes: RtfNote[]
  readonly styles: RtfStyles
  readonly fonts: Map<number, RtfFont>
  readonly decoder: RtfDecoder
  readonly warnings: Set<string>
  title: string
  codePage: number
  defaultFont: number
  /** Bytes of text that are not decoded yet: a character may take two. */
  bytes: number[]
  /** Characters that stand in for the last \u and are left out. */
  standIns: number
}

export function createMachine(): Machine {
  return {
    groups: [],
    body: createStory(),
    sections: [],
    margins: new Map(),
    hasTitlePage: false,
    notes: [],
    styles: new Map(),
    fonts: new Map(),
    decoder: createRtfDecoder(),
    warnings: new Set(),
    title: '',
    codePage: 1252,
    defaultFont: 0,
    bytes: [],
    standIns: 0,
  }
}

export function openGroup(machine: Machine): void {
  const outer = machine.groups.at(-1) ?? createOutermost(machine)
  machine.groups.push({ ...outer, isOptional: false, onClose: undefined })
}

export function closeGroup(machine: Machine): void {
  machine.groups.pop()?.onClose?.()
}

/** The open group; a file begins with one. */
export function currentGroup(machine: Machine): Group {
  const group = machine.groups.at(-1)
  if (!group) throw new Error('no group is open')
  return group
}

/** Gives words to what the open group is for. */
export function say(machine: Machine, words: string): void {
  const { target, format, isInContents } = currentGroup(machine)
  if (words === '') return
  if (target.kind === 'words') target.parts.push(foldCharacters(machine, words, format.font, '•'))
  else if (target.kind === 'fonts') nameFonts(machine, target.open, words)
  else if (target.kind === 'style') target.style.name += words
  else if (target.kind === 'story' && !format.isHidden && !format.isDeleted) {
    if (isInContents) target.story.words.isContents = true
    addWords(target.story, foldCharacters(machine, words, format.font, '\uFFFD'), format)
  }
}

export function placeOf(machine: Machine, { paragraph }: Group): ParagraphPlace {
  const { styles } = machine
  return { format: paragraph, styles, bodySize: styles.get(0)?.size ?? plainSize }
}

export function plainFormat(font: number): CharacterFormat {
  return {
    size: plainSize,
    isBold: false,
    script: undefined,
    font,
    isHidden: false,
    isDeleted: false,
  }
}

/** Half-points of text that nothing formats. */
const plainSize = 24

function createOutermost(machine: Machine): Group {
  return {
    target: { kind: 'story', story: machine.body },
    format: plainFormat(machine.defaultFont),
    paragraph: plainParagraph,
    fallbackLength: 1,
    isInContents: false,
    isResultKnown: false,
    isOptional: false,
    holder: undefined,
    note: undefined,
    onClose: undefined,
  }
}

/**
 * Soft hyphens are no characters of a word. Private ones mean something in a symbol font alone;
 * `unknown` stands for them elsewhere: in the mark of a list they are a bullet.
 */
function foldCharacters(machine: Machine, words: string, id: number, unknown: string): string {
  const folded = words.replace(/\u00AD/g, '')
  const font = machine.fonts.get(id)
  return folded.replace(/[\uF000-\uF0FF]/g, (character) => {
    const code = character.charCodeAt(0)
    return (font?.charset === symbolCharset && symbolCharacter(font.name, code)) || unknown
  })
}

/** A semicolon ends the entry of a font. */
function nameFonts(machine: Machine, open: OpenFont, words: string): void {
  const [name = '', ...others] = words.split(';')
  open.name += name
  if (others.length === 0) return
  const { id, charset, codePage } = open
  machine.fonts.set(id, { name: open.name.trim(), charset, codePage })
  open.name = ''
  open.charset = undefined
  open.codePage = undefined
}
