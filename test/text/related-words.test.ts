import { describe, expect, it } from 'vitest'
import { listRelatedTerms } from '../../shared/text/related-words.ts'
import { listTermVariants } from '../../shared/text/term-variants.ts'
import { listTerms } from '../../shared/text/terms.ts'

function areRelated(one: string, other: string): boolean {
  const [term = ''] = listTerms(one)
  const [wanted = ''] = listTerms(other)
  return [...listRelatedTerms(term), ...listTermVariants(term)].includes(wanted)
}

describe('words that stand for each other', () => {
  it('are found by the terms that search makes of them', () => {
    expect(areRelated('authors', 'wrote')).toBe(true)
    expect(areRelated('sang', 'singing')).toBe(true)
    expect(areRelated('third', '3')).toBe(true)
    expect(areRelated('French', 'France')).toBe(true)
    expect(areRelated('decides', 'determined')).toBe(true)
  })

  it('are related both ways, and no word to itself', () => {
    for (const list of [listRelatedTerms, listTermVariants]) {
      for (const term of ['author', 'sang', 'third', 'decid', 'french', 'begin', 'found']) {
        const others = list(term)
        expect(others).not.toContain(term)
        for (const other of others) expect(list(other)).toContain(term)
      }
    }
  })

  it('are none of foreign words', () => {
    expect(areRelated('dose', 'France')).toBe(false)
    expect(listRelatedTerms('constructor')).toEqual([])
  })
})
