import { z } from 'zod'

/** A line of text that people read: not blank, without control characters. */
export function lineOfText(maximum: number) {
  return line(maximum).refine(isWritable, 'holds a character that no line of text can bear')
}

/** A line of text that can be the name of a file. */
export function fileTitle(maximum: number) {
  return line(maximum).refine(isFileName, 'is a path, or holds what no file name can bear')
}

/** Whether a file can have the text as its name: no path, nothing unwritable. */
export function isFileName(text: string): boolean {
  return isWritable(text) && !/[\\/]/.test(text) && !/^\.+$/.test(text)
}

function line(maximum: number) {
  return z.string().trim().min(1).max(maximum)
}

/** No half of a surrogate pair, no control character, and none that no XML holds. */
function isWritable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)
}
