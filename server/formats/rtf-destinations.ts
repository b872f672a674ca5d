import { symbolCharacter } from './docx-symbols.ts'
import {
  currentGroup,
  placeOf,
  say,
  type Group,
  type Machine,
  type RtfNote,
  type Target,
} from './rtf-machine.ts'
import { createStory, endStory, plainParagraph, type Story } from './rtf-story.ts'
import { createRtfStyle } from './rtf-style-sheet.ts'

/**
 * Turns the open group to another end where the word is a destination (RTF 1.9.1, Destinations);
 * false for all other words.
 */
export function enterDestination(machine: Machine, name: string): boolean {
  const enter = destinations.get(name)
  if (!enter) return false
  enter(machine, currentGroup(machine))
  return true
}

type Enter = (machine: Machine, group: Group) => void

const skip: Enter = (_, group) => {
  group.target = { kind: 'skipped' }
}

/** Says nothing itself; what groups in it say is said where it stands. */
const hold: Enter = (_, group) => {
  if (group.target.kind === 'story') group.holder = group.target.story
  group.target = { kind: 'silent' }
}

/** Pictures and objects are not read and not followed; a caption may belong to them. */
const skipDrawing: Enter = (machine, group) => {
  if (group.target.kind === 'story') group.target.story.words.hasDrawing = true
  skip(machine, group)
}

const skipped = [
  ...['colortbl', 'filetbl', 'listtable', 'listoverridetable', 'revtbl', 'rsidtbl', 'pgptbl'],
  ...['annotation', 'atnid', 'atnauthor', 'atrfstart', 'atrfend', 'bkmkstart', 'bkmkend'],
  ...['xe', 'rxe', 'tc', 'tcn', 'comment', 'private1', 'generator', 'nonesttables', 'shprslt'],
  ...['ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn', 'pn', 'sp', 'pnseclvl'],
  ...['themedata', 'datastore', 'latentstyles', 'xmlnstbl', 'nesttableprops', 'template'],
  ...['datafield', 'formfield', 'docvar', 'userprops', 'falt', 'panose', 'fontemb', 'objdata'],
] as const

const drawings = ['pict', 'object', 'shppict', 'nonshppict'] as const
const margins = [
  ...['header', 'headerf', 'headerl', 'headerr'],
  ...['footer', 'footerf', 'footerl', 'footerr'],
] as const

const destinations: ReadonlyMap<string, Enter> = new Map<string, Enter>([
  ...skipped.map((name) => [name, skip] as const),
  ...drawings.map((name) => [name, skipDrawing] as const),
  ...margins.map((name) => [name, enterMargin(name)] as const),
  ['mmath', skipMath],
  ['info', hold],
  ['upr', hold],
  ['shp', holdShape],
  ['shpinst', hold],
  ['do', holdShape],
  ['shptxt', enterBox],
  ['dptxbxtext', enterBox],
  ['ud', enterUnicode],
  ['title', enterTitle],
  ['fonttbl', enterFonts],
  ['stylesheet', (_, group) => (group.target = { kind: 'styles' })],
  ['listtext', enterMarker],
  ['pntext', enterMarker],
  ['fldinst', enterInstruction],
  ['fldrslt', enterResult],
  ['footnote', enterNote],
])

function enterMargin(kind: string): Enter {
  return (machine, group) => {
    const story = createStory()
    machine.margins = new Map([...machine.margins, [kind, story]])
    enterStory(machine, group, story)
  }
}

function enterNote(machine: Machine, group: Group): void {
  const { target, format } = group
  if (target.kind !== 'story' || format.isHidden || format.isDeleted) skip(machine, group)
  else {
    const note: RtfNote = { kind: 'footnote', story: createStory() }
    machine.notes.push(note)
    enterStory(machine, group, note.story)
    group.note = note
  }
}

/** The group's words are a story of their own, which ends with the group. */
function enterStory(machine: Machine, group: Group, story: Story, then?: () => void): void {
  group.target = { kind: 'story', story }
  group.paragraph = plainParagraph
  group.format = { ...group.format, script: undefined, isHidden: false, isDeleted: false }
  group.onClose = () => {
    endStory(story, placeOf(machine, group))
    then?.()
  }
}

/** Numbers of a shape say nothing; its text box does. */
function holdShape(machine: Machine, group: Group): void {
  if (group.target.kind === 'story') group.target.story.words.hasDrawing = true
  hold(machine, group)
}

function enterBox(machine: Machine, group: Group): void {
  const { holder } = group
  const story = createStory()
  if (holder) enterStory(machine, group, story, () => holder.words.boxes.push(...story.items))
  else skip(machine, group)
}

/** \upr says everything twice, the second time in Unicode. */
function enterUnicode(machine: Machine, group: Group): void {
  if (group.holder) group.target = { kind: 'story', story: group.holder }
  else skip(machine, group)
}

function skipMath(machine: Machine, group: Group): void {
  machine.warnings.add('equations are not read')
  skip(machine, group)
}

function enterTitle(machine: Machine, group: Group): void {
  takeWords(group, (words) => {
    machine.title ||= words
  })
}

function enterMarker(machine: Machine, group: Group): void {
  const { target } = group
  if (target.kind !== 'story') skip(machine, group)
  else {
    takeWords(group, (words) => {
      target.story.words.marker = words.trim()
    })
  }
}

/** Fields are not computed, what they showed last is read; but Word writes symbols as fields without a result. */
function enterInstruction(machine: Machine, group: Group): void {
  const outer = machine.groups.at(-2)
  takeWords(group, (words) => {
    if (!outer) return
    if (/^\s*TOC\b/i.test(words)) outer.isInContents = true
    const symbol = readSymbolField(words)
    outer.isResultKnown = symbol !== undefined
    if (symbol !== undefined) say(machine, symbol)
  })
}

/** "SYMBOL 179 \f "Symbol"": a code of the font, or of Unicode with \u. */
function readSymbolField(instruction: string): string | undefined {
  const match = /^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(.*)$/is.exec(instruction)
  if (!match) return undefined
  const [, digits = '', switches = ''] = match
  const code = Number(digits)
  if (/\\u\b/.test(switches))
    return code > 0 && code <= 0xffff ? String.fromCharCode(code) : '\uFFFD'
  const font = /\\f\s+(?:"([^"]*)"|(\S+))/.exec(switches)
  return symbolCharacter(font?.[1] ?? font?.[2] ?? 'Symbol', code) || '\uFFFD'
}

function enterResult(machine: Machine, group: Group): void {
  if (group.isResultKnown) skip(machine, group)
}

function takeWords(group: Group, take: (words: string) => void): void {
  const target: Target = { kind: 'words', parts: [] }
  group.target = target
  group.onClose = () => take(target.parts.join(''))
}

function enterFonts(_: Machine, group: Group): void {
  const open = { id: 0, name: '', charset: undefined, codePage: undefined }
  group.target = { kind: 'fonts', open }
}

/** A group inside the style sheet is one style. */
export function enterStyle(machine: Machine, group: Group): void {
  const style = createRtfStyle()
  group.target = { kind: 'style', style }
  group.onClose = () => {
    style.name = style.name.replace(/;\s*$/, '').trim()
    machine.styles.set(style.id, style)
  }
}
