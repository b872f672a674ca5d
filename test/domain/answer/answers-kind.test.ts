import { describe, expect, it } from 'vitest'
import { answersKind } from '../../../server/domain/answer/answers-kind.ts'
import { readAskedQuestion } from '../../../server/domain/answer/asked-question.ts'

function answers(question: string, words: string): boolean {
  return answersKind(readAskedQuestion(question), words, new Set())
}

describe('what holds what is asked for', () => {
  it('takes for a score that is asked for neither its author nor the visit at which it is taken', () => {
    const asked = 'What Rossi score is required?'
    expect(answers(asked, 'A Rossi score of \u2264 4 is required.')).toBe(true)
    expect(answers(asked, 'The Rossi score (Rossi et al. 1975) was devised for trials.')).toBe(
      false,
    )
    expect(answers(asked, 'The Rossi score is required at Visit 1 (screening visit).')).toBe(false)
    expect(answers(asked, 'The Rossi score tells them apart.')).toBe(false)
  })

  it('asks for no number where a score is only named', () => {
    expect(answers('What is the Rossi score used for?', 'The Rossi score tells them apart.')).toBe(
      true,
    )
    expect(answers('Which scale gives the score?', 'The Rossi scale gives the score.')).toBe(true)
  })
})
