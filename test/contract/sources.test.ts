import { describe, expect, it } from 'vitest'
import { maximumSelection, sourcesRequest, sourcesResponse } from '../../shared/contract/sources.ts'

describe('a request for sources', () => {
  it('needs a section or selected words', () => {
    const refused = sourcesRequest.safeParse({ document_id: 'd' })
    expect(refused.error?.issues[0]?.path).toEqual(['selected_text'])
    expect(sourcesRequest.safeParse({ document_id: 'd', section_id: 'Aims' }).success).toBe(true)
    expect(sourcesRequest.safeParse({ document_id: 'd', selected_text: 'aim' }).success).toBe(true)
  })

  it('has defaults for context and limit, and ignores what it does not know', () => {
    expect(sourcesRequest.parse({ document_id: 'd', selected_text: 'aim', more: 1 })).toEqual({
      document_id: 'd',
      selected_text: 'aim',
      prefix: '',
      suffix: '',
      limit: 10,
    })
  })

  it.each([
    { selected_text: 'a'.repeat(maximumSelection + 1) },
    { selected_text: 'a', limit: 0 },
    { selected_text: 'a', limit: 51 },
    { selected_text: 7 },
    { selected_text: 'a', document_id: '' },
  ])('is refused with %j', (fields) => {
    expect(sourcesRequest.safeParse({ document_id: 'd', ...fields }).success).toBe(false)
  })
})

describe('the answer with sources', () => {
  const lists = { sources: [], nearest: [], gaps: [], omissions: [], candidates: [], values: [] }

  it('has its denominator also when it is empty', () => {
    const empty = { section: null, anchor: 'none', claim_state: null, total: 0, ...lists }
    expect(sourcesResponse.safeParse(empty).success).toBe(false)
    const searched = { sources: 6, passages: 412 }
    expect(sourcesResponse.safeParse({ ...empty, searched }).success).toBe(true)
  })
})
