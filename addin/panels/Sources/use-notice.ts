import { useCallback, useState } from 'react'

/**
 * A sentence for the reader when the document doesn't hold what was to be shown. `report` takes
 * the outcome of the host's search, and the sentence for a search without success.
 */
export function useNotice(): [string, (found: Promise<boolean>, missing: string) => void] {
  const [notice, setNotice] = useState('')
  const report = useCallback((found: Promise<boolean>, missing: string) => {
    setNotice('')
    found.then(
      (isFound) => setNotice(isFound ? '' : missing),
      () => setNotice(missing),
    )
  }, [])
  return [notice, report]
}
