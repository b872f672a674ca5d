import { findChild, type XmlElement } from './xml.ts'

/** w:val of a child; undefined when there is none. */
export function findValue(parent: XmlElement | undefined, name: string): string | undefined {
  return parent && findChild(parent, name)?.attributes['w:val']
}

/** A whole number that w:val of a child gives; undefined when it gives none. */
export function findNumber(parent: XmlElement | undefined, name: string): number | undefined {
  return parseWhole(findValue(parent, name))
}

/** A toggle (ECMA-376 part 1 §17.17.4): there and not switched off; undefined when it is not there. */
export function findToggle(parent: XmlElement | undefined, name: string): boolean | undefined {
  const found = parent && findChild(parent, name)
  return found && !/^(0|false|off)$/i.test(found.attributes['w:val'] ?? 'true')
}

export function parseWhole(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*[+-]?\d{1,9}(\.\d+)?\s*$/.test(value)
    ? Math.round(Number(value))
    : undefined
}

/** Twips from w:left or w:start, w:hanging, w:firstLine of a w:ind; strict files may carry units ("0.5in"). */
export function parseTwips(value: string | undefined): number | undefined {
  const match = /^\s*([+-]?\d{1,9}(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?\s*$/.exec(value ?? '')
  if (!match) return undefined
  return Math.round(Number(match[1]) * (twipsPerUnit[match[2] ?? ''] ?? 1))
}

const twipsPerUnit: Readonly<Record<string, number>> = {
  mm: 1440 / 25.4,
  cm: 1440 / 2.54,
  in: 1440,
  pt: 20,
  pc: 240,
  pi: 240,
}
