import type { TextRange } from '../../../shared/text/range.ts'

/**
 * Where a claim says of itself what its source does not: that somebody else says so ("reportedly"), that it may not
 * be so ("possibly"), or that it was so before ("once again").
 */
export function listAddedWords(claim: string, source: string): readonly TextRange[] {
  return kinds.flatMap((kind) =>
    kind.test(source)
      ? []
      : Array.from(claim.matchAll(new RegExp(kind, 'giu')), ({ 0: { length }, index }) => ({
          start: index,
          end: index + length,
        })),
  )
}

const kinds: readonly RegExp[] = [
  /\b(?:reportedly|allegedly|apparently|supposedly|purportedly|presumably|seemingly|ostensibly|putatively|rumou?red)\b/iu,
  /\b(?:possibly|probably|perhaps|maybe|conceivably|arguably|likely|potentially)\b/iu,
  /\b(?:(?:once|yet) again|again|once more|anew|repeatedly)\b/iu,
]
