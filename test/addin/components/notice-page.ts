import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useNotice } from '../../../addin/panels/Sources/use-notice.ts'

/** Two searches of a document that somebody else ends: what a reader is told of them stands in the page. */
export function showNotice(): Searches {
  const endings = new Map<string, (isFound: boolean) => void>()
  let report: ReturnType<typeof useNotice>[1] | undefined
  const Notice = () => {
    const [notice, use] = useNotice()
    report = use
    return createElement('p', { role: 'status' }, notice)
  }
  createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(Notice))
  return {
    begin: (name) =>
      report?.(new Promise((resolve) => endings.set(name, resolve)), `${name} is missing.`),
    end: (name, isFound) => endings.get(name)?.(isFound),
  }
}

export type Searches = {
  begin(name: string): void
  end(name: string, isFound: boolean): void
}
