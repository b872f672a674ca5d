import type { Refused } from './document-reading.ts'

/** A file of an opened .zip under its path there, with "/" between folders; or why it is none. */
export type ZipMember =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly refused: Refused }

/** The files of a .zip in the order of its directory, or why none of it is to be had. */
export type ZipReadResult =
  | {
      readonly outcome: 'opened'
      readonly members: readonly ZipMember[]
      /** Paths of what the machine that packed it put beside its files. */
      readonly leftOut: readonly string[]
    }
  | Refused

/** What an uploaded .zip may hold; the first two refuse it whole, the third one file of it. */
export type OpenLimits = {
  readonly maximumFiles: number
  /** Bytes of all files together, unpacked. */
  readonly maximumTotal: number
  /** Bytes of one file, unpacked. */
  readonly maximumFile: number
}
