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
createRoot(pane).render(<Pane host={(await createWordHost()) ?? createPageHost()} />)

function createPageHost(): DocumentHost {
  return createBrowserHost({
    container: getElement('document'),
    documentId: new URLSearchParams(location.search).get('document') ?? undefined,
    onShown: (documentId) => {
      const search = new URLSearchParams({ document: documentId })
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
