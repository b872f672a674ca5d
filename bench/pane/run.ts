import { chromiumPath } from '../../test/support/requirements.ts'
import { startDemoServer } from '../../test/support/start-demo-server.ts'
import { buildPane, launchBrowser } from '../../test/addin/open-pane.ts'
import { benchEdits } from './edits.ts'
import { benchKeys } from './keys.ts'
import { benchOpening } from './opening.ts'
import { benchPaintedEdits } from './painted-edits.ts'
import { benchSelections } from './selections.ts'

/** The pane as a person waits for it: sources for selected words, a long document opened, and changed. */
export async function benchPane(): Promise<void> {
  const path = chromiumPath()
  if (!path) throw new Error('The bench of the pane needs Chromium: npm run setup installs it.')
  buildPane()
  const server = await startDemoServer()
  const browser = await launchBrowser(path)
  try {
    await benchSelections(browser, server)
    const documentId = await benchOpening(browser, server)
    await benchKeys(browser, server, documentId)
    await benchPaintedEdits(browser, server)
    await benchEdits(browser, server)
  } finally {
    await browser.close()
    await server.close()
  }
}
