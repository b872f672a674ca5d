import { readRtf } from '../../server/formats/read-rtf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

export const bytes = (rtf: string) => Buffer.from(rtf, 'latin1')

export const read = (rtf: string) => expectRead(readRtf(bytes(rtf)))

/** The words of a body between a plain head and the last brace. */
export const words = (body: string, head = '\\ansi') => read(`{\\rtf1${head} ${body}}`).text

export const blocks = (body: string, head = '\\ansi') => showBlocks(read(`{\\rtf1${head} ${body}}`))
