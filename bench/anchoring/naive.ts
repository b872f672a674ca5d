import type { Anchored } from '../../shared/text/anchor-land.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { listBestMatches } from './approximate.ts'
import type { Finder } from './score.ts'

/**
 * The peer: what Apache Annotator and Hypothesis do with a quote. Word for word where it stands, else
 * the place with the fewest changed letters, at most half of them; the nearest to the hint of several.
 */
export function createNaiveFinder(text: string): Finder {
  return ({ exact }, { start: hint }) => {
    const places = findOccurrences(text, exact, 1000)
    const near = places.toSorted((a, b) => Math.abs(a - hint) - Math.abs(b - hint))[0]
    if (near !== undefined)
      return land(near === hint ? 'intact' : 'moved', near, near + exact.length)
    const most = Math.min(256, Math.floor(exact.length / 2))
    const matches = listBestMatches(text, exact, most)
    const best = matches.toSorted((a, b) => Math.abs(a.start - hint) - Math.abs(b.start - hint))[0]
    return best ? land('edited', best.start, best.end) : { state: 'lost', range: null }
  }
}

function land(state: 'intact' | 'moved' | 'edited', start: number, end: number): Anchored {
  return { state, range: { start, end } }
}
