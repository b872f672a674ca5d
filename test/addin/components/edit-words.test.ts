import { describe, expect, it } from 'vitest'
import { describeEdit } from '../../../addin/components/edit-words.ts'

describe('the words for an edit', () => {
  it('say of one that was made whether it is tracked', () => {
    const tracked = describeEdit('footnote', { outcome: 'applied', isTracked: true })
    expect(tracked).toMatchObject({
      intent: 'success',
      title: 'The footnote is in the document.',
    })
    expect(tracked.lines.join()).toMatch(/^It is a tracked change/)
    const untracked = describeEdit('footnote', { outcome: 'applied', isTracked: false })
    expect(untracked.lines.join()).toMatch(/^It is not a tracked change/)
  })

  it('say of a comment that the text is unchanged', () => {
    const { lines } = describeEdit('comment', { outcome: 'applied', isTracked: false })
    expect(lines.join()).toMatch(/^The text itself is unchanged/)
  })

  it.each(['changed', 'refused'] as const)(
    'never call one done that is %s, and say why',
    (outcome) => {
      const { intent, title, lines } = describeEdit('answer', {
        outcome,
        reason: 'It is protected.',
      })
      expect(intent).not.toBe('success')
      expect(title).toContain('The answer was not put in')
      expect(lines[0]).toBe('It is protected.')
      expect(lines).toHaveLength(2)
    },
  )
})
