/** First and last level, inclusive, from 1. */
type LevelRange = { readonly first: number; readonly last: number }

/** What a TOC field collects and how it shows it (ECMA-376 part 1 §17.16.5.68). */
export type ContentsSwitches = {
  /** Headings by Word's own styles. */
  readonly headings: LevelRange | undefined
  /** Whether paragraphs count that have an outline level by whatever style. */
  readonly usesOutline: boolean
  /** Levels by the name of further styles, in lower case. */
  readonly styles: ReadonlyMap<string, number>
  /** Captions with this sequence ("Table") in place of headings. */
  readonly sequence: string | undefined
  readonly hasLabels: boolean
  readonly isLinked: boolean
  /** Levels without page numbers. */
  readonly pageless: LevelRange | undefined
}

/** Undefined for a field that collects a part of the document, or marks of its own (\b, \f, \l). */
export function readContentsSwitches(instruction: string): ContentsSwitches | undefined {
  if (!/^\s*TOC(?=\s|$)/i.test(instruction)) return undefined
  const switches = new Map<string, string>()
  const pattern = /\\([a-z])(?:\s+(?:["“”]([^"“”]*)["“”]|([^\s\\"“”]+)))?/gi
  for (const [, name = '', quoted, bare] of instruction.matchAll(pattern)) {
    switches.set(name.toLowerCase(), quoted ?? bare ?? '')
  }
  if (['b', 'f', 'l'].some((name) => switches.has(name))) return undefined
  const isPlain = !['o', 'u', 't', 'c', 'a'].some((name) => switches.has(name))
  return {
    headings: isPlain ? allLevels : readRange(switches.get('o')),
    usesOutline: switches.has('u'),
    styles: readStyles(switches.get('t') ?? ''),
    sequence: switches.get('c') ?? switches.get('a'),
    hasLabels: !switches.has('a'),
    isLinked: switches.has('h'),
    pageless: readRange(switches.get('n')),
  }
}

export function isWithin(level: number, range: LevelRange | undefined): boolean {
  return range !== undefined && level >= range.first && level <= range.last
}

export const allLevels: LevelRange = { first: 1, last: 9 }

/** "1-3"; a switch without a range means all levels. */
function readRange(text: string | undefined): LevelRange | undefined {
  if (text === undefined) return undefined
  const match = /^\s*([1-9])\s*-\s*([1-9])\s*$/.exec(text)
  return match ? { first: Number(match[1]), last: Number(match[2]) } : allLevels
}

/** "Annex,1,Annex 2,2"; in some languages with semicolons. */
function readStyles(text: string): ReadonlyMap<string, number> {
  const fields = text.split(text.includes(';') ? ';' : ',').map((field) => field.trim())
  const styles = new Map<string, number>()
  for (let at = 0; at + 1 < fields.length; at += 2) {
    styles.set((fields[at] ?? '').toLowerCase(), Number(fields[at + 1]) || 1)
  }
  return styles
}
