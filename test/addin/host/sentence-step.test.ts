import { describe, expect, it } from 'vitest'
import { listSentences, stepSentence } from '../../../addin/host/sentence-step.ts'

const text = 'Title\nFirst sentence. Second one.\n8 (9%)\t22 (26%)\t\n'
const sentences = listSentences(text)
const words = sentences.map(({ start, end }) => text.slice(start, end))

describe('going from sentence to sentence', () => {
  it('reaches over no paragraph and no cell', () => {
    expect(words).toEqual(['Title', 'First sentence.', 'Second one.', '8 (9%)', '22 (26%)'])
  })

  it('begins at the first, or from the end at the last', () => {
    expect(stepSentence(sentences, undefined, 1)).toBe(sentences[0])
    expect(stepSentence(sentences, undefined, -1)).toBe(sentences[4])
  })

  it('goes on to the neighbour, from a part of a sentence, too', () => {
    expect(stepSentence(sentences, sentences[1], 1)).toBe(sentences[2])
    expect(stepSentence(sentences, sentences[1], -1)).toBe(sentences[0])
    const part = { start: sentences[1]!.start + 3, end: sentences[1]!.start + 5 }
    expect(stepSentence(sentences, part, 1)).toBe(sentences[2])
  })

  it('ends at the ends', () => {
    expect(stepSentence(sentences, sentences[4], 1)).toBeUndefined()
    expect(stepSentence(sentences, sentences[0], -1)).toBeUndefined()
  })
})
