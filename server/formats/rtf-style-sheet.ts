import type { ResolvedStyle } from './docx-style-sheet.ts'

/** A style as the style sheet gives it, while it is read. */
export type RtfStyle = {
  id: number
  name: string
  basedOn: number | undefined
  /** From 0; 9 is body text. */
  outlineLevel: number | undefined
  /** Half-points. */
  size: number | undefined
}

export type RtfStyles = Map<number, RtfStyle>

export function createRtfStyle(): RtfStyle {
  return { id: 0, name: '', basedOn: undefined, outlineLevel: undefined, size: undefined }
}

export function addStyleWord(style: RtfStyle, name: string, parameter: number | undefined): void {
  if (name === 's') style.id = parameter ?? 0
  else if (name === 'sbasedon') style.basedOn = parameter
  else if (name === 'outlinelevel') style.outlineLevel = parameter
  else if (name === 'fs') style.size = parameter
}

/** Character and table styles share the numbers of paragraph styles: they are left out. */
export function isParagraphStyle(name: string): boolean {
  return name !== 'cs' && name !== 'ds' && name !== 'ts' && name !== 'tsrowd'
}

export function resolveRtfStyle(styles: RtfStyles, id: number): ResolvedStyle {
  const chain = listChain(styles, id)
  const level = chain.find((one) => one.outlineLevel !== undefined)?.outlineLevel
  return {
    id: String(id),
    name: chain[0]?.name ?? '',
    names: chain.map((one) => one.name.toLowerCase()),
    headingLevel: level === undefined ? levelOfName(chain) : toHeadingLevel(level),
    format: {},
    numbering: {},
    hasFirstRow: false,
  }
}

/** 1 to 9 of an outline level 0 to 8, 0 else. */
export function toHeadingLevel(outlineLevel: number): number {
  return outlineLevel >= 0 && outlineLevel < 9 ? outlineLevel + 1 : 0
}

function levelOfName(chain: readonly RtfStyle[]): number {
  const levels = chain.map(({ name }) => Number(/^heading ([1-9])$/i.exec(name)?.[1] ?? 0))
  return levels.find((level) => level > 0) ?? 0
}

/** The style and those it is based on; a circle ends where it closes. */
function listChain(styles: RtfStyles, id: number): RtfStyle[] {
  const chain: RtfStyle[] = []
  let style = styles.get(id)
  while (style && !chain.includes(style)) {
    chain.push(style)
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn)
  }
  return chain
}
