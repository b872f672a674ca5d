import { describe, expect, it } from 'vitest'
import { describeScope, findScopeKind, toggleScope } from '../../../addin/state/chat-scope.ts'

const names = new Map([
  ['a', 'protocol.pdf'],
  ['b', 'sap.pdf'],
])
const describeIt = (scope: readonly string[]) => describeScope(scope, 'report', names)

describe('what a conversation is about', () => {
  it('is the document, all of the workspace, or what was chosen', () => {
    expect(findScopeKind(['report'], 'report')).toBe('document')
    expect(findScopeKind([], 'report')).toBe('workspace')
    expect(findScopeKind(['a'], 'report')).toBe('chosen')
    expect(findScopeKind(['report', 'a'], 'report')).toBe('chosen')
  })

  it('is said by name, and what has no name or no room is counted', () => {
    expect(describeIt(['report'])).toBe('the sources of this document')
    expect(describeIt([])).toBe('all sources of the workspace')
    expect(describeIt(['a', 'b'])).toBe('protocol.pdf, sap.pdf')
    expect(describeIt(['a', 'x', 'y'])).toBe('protocol.pdf and 2 more')
    expect(describeIt(['x'])).toBe('1 chosen file')
    expect(describeIt(['x', 'y'])).toBe('2 chosen files')
  })

  it('takes a file in and out', () => {
    expect(toggleScope(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggleScope(['a', 'b'], 'a')).toEqual(['b'])
  })
})
