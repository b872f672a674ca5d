import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { createBrowserHost } from './host/browser.ts'
import type { DocumentHost } from './host/host.ts'
import { createWordHost } from './host/word.ts'
import { Pane } from './Pane.tsx'
import { takeKeyFromAddress } from './session-key.ts'

// The page's policy allows no code from strings, which zod would otherwise try to make.
z.config({ jitless: true })

takeKeyFromAddress()
addEventListener('hashchange', () => {
  if (takeKeyFromAddress()) location.reload()
})

const pane = getElement('pane')
const host = (await createWordHost()) ?? createPageHost()
if (host) createRoot(pane).render(<Pane host={host} />)
// The task pane's page, opened outside Word, has no place for a document.
else location.replace('index.html')

function createPageHost(): DocumentHost | undefined {
  const container = document.getElementById('document')
  if (!container) return undefined
  return createBrowserHost({
    container,
    documentId: new URLSearchParams(location.search).get('document') ?? undefined,
    onShown: (documentId) => {
      const search = new URLSearchParams(location.search)
      search.set('document', documentId)
      history.replaceState(null, '', `${location.pathname}?${search}`)
    },
    onLeave: () => pane.focus(),
  })
}

function getElement(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no element #${id}`)
  return element
}
