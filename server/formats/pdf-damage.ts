import { Refusal } from './refusal.ts'

/** What is known of a damaged file's pages. */
export type PdfDamage = {
  /** How many pages the file says it has, where it still says so. */
  readonly statedCount: number | undefined
  /** False where the list of pages is lost: their order and numbers may be others. */
  readonly isNumbered: boolean
  /** Numbers of the pages, from 1, that show less than they did. */
  readonly partialPages: readonly number[]
}

/** Of the pages that are left none is whole: another reader would only guess what they say. */
export class LostPages extends Refusal {
  constructor(what: string) {
    super('damaged', `the file is damaged: ${what}`)
  }
}

/** Warnings, the first with how many of the pages could be read. */
export function describeDamage(damage: PdfDamage, readCount: number): string[] {
  const { statedCount, isNumbered, partialPages } = damage
  const read = `${readCount} ${readCount === 1 ? 'page' : 'pages'} could be read`
  const stated =
    statedCount === undefined
      ? 'how many it had can not be told'
      : `of ${statedCount} that it says it has`
  const parts = partialPages.length === 1 ? 'page' : 'pages'
  return [
    `the file is damaged: ${read} (${stated})`,
    ...(isNumbered ? [] : ['the list of pages is damaged: their order and numbers may be wrong']),
    ...(partialPages.length === 0
      ? []
      : [`${parts} ${partialPages.join(', ')}: pictures or parts of it are lost`]),
  ]
}
