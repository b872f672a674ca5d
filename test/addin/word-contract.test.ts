import { describeHostContract } from './host-contract.ts'
import { createWordDriver } from './word-driver.ts'

describeHostContract('Word', { isTypedIn: true }, async (browser, server) => {
  const driver = await createWordDriver(browser, server)
  return {
    async open(bytes) {
      const { frame, document, select } = await driver.open(bytes)
      return {
        frame,
        select,
        readMarked: async () => document.textOf(document.selected, 'final'),
        async edit(words, replacement) {
          document.replace(document.find(words), replacement)
        },
        async undo({ words, before, was }) {
          const at = document.find(before + words)
          document.replace(at, before + was)
        },
      }
    },
  }
})
