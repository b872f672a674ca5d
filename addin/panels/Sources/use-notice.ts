import { useCallback, useRef, useState } from 'react'
import type { MarkOutcome } from '../../host/host.ts'

/**
 * A sentence for the reader when the document doesn't hold what was to be shown, or not as it was. `report`
 * takes the outcome of the host's search, and the sentence for a search without success. What comes of an
 * older search, which may end behind a newer one, is dropped.
 */
export function useNotice(): [string, (found: Promise<Outcome>, missing: string) => void] {
  const [notice, setNotice] = useState('')
  const newest = useRef<Promise<Outcome>>(undefined)
  const report = useCallback((found: Promise<Outcome>, missing: string) => {
    newest.current = found
    const tell = (words: string) => newest.current === found && setNotice(words)
    setNotice('')
    found.then(
      (outcome) => tell(describe(outcome, missing)),
      () => tell(missing),
    )
  }, [])
  return [notice, report]
}

type Outcome = boolean | MarkOutcome

function describe(outcome: Outcome, missing: string): string {
  switch (outcome) {
    case true:
    case 'marked':
      return ''
    case 'edited':
      return 'These words were edited. What stands in their place now is marked; what is said here is of the words as they were.'
    case 'unsure':
      return 'Which words are meant can’t be told: they stand more than once, or were changed.'
    default:
      return missing
  }
}
