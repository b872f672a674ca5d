import type { Command } from '../command.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'copies the store of this machine into one file, also while the server runs',
  operands: '<file>',
  count: [1, 1],
  options: {},
  isLocal: true,
  async run({ operands: [file = ''] }) {
    const { store } = await import('../serve.ts')
    const { files, bytes } = await store.backUp(file)
    return {
      json: { file, files, bytes },
      lines: [`${file} holds ${files} files, ${bytes} bytes.`],
    }
  },
}

export const restore: Command = {
  name: 'restore',
  summary: 'makes the store of a backup in the folder of SOURCEWRIGHT_DATA, which has to be empty',
  operands: '<file>',
  count: [1, 1],
  options: {},
  isLocal: true,
  async run({ operands: [file = ''] }) {
    const { store } = await import('../serve.ts')
    const files = await store.restore(file)
    return { json: { file, files }, lines: [`${files} files are back, each with its SHA-256.`] }
  },
}
