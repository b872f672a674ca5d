import { useCallback, useRef, useState } from 'react'

/**
 * A sentence for the reader when the document doesn't hold what was to be shown. `report` takes
 * the outcome of the host's search, and the sentence for a search without success. What comes of an older
 * search, which may end behind a newer one, is dropped.
 */
export function useNotice(): [string, (found: Promise<boolean>, missing: string) => void] {
  const [notice, setNotice] = useState('')
  const newest = useRef<Promise<boolean>>(undefined)
  const report = useCallback((found: Promise<boolean>, missing: string) => {
    newest.current = found
    const tell = (words: string) => newest.current === found && setNotice(words)
    setNotice('')
    found.then(
      (isFound) => tell(isFound ? '' : missing),
      () => tell(missing),
    )
  }, [])
  return [notice, report]
}
