import type { RefusalCode } from '../../../shared/model/source-text.ts'

/** A file that was made to stop a reader, or to make it say what the file does not show. */
export type HostileCase = {
  /** What the file does, as a sentence's end. */
  readonly name: string
  readonly fileName: string
  readonly build: () => Uint8Array
  readonly outcome: 'read' | RefusalCode
  /** Words that the text must hold. */
  readonly shows?: string
  /** Words that the text must not hold. */
  readonly hides?: string
}

/** Seconds in which each has to end, the start of a child process and two busy processors included. */
export const mostSeconds = 5

export function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
