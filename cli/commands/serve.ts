import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'starts the server with the settings of the environment, until Ctrl+C',
  operands: '',
  count: [0, 0],
  options: {
    settings: { type: 'boolean', meaning: 'list the settings instead' },
  },
  isLocal: true,
  async run({ options, signal }) {
    // only who serves loads the server
    const { startServing, describeSettings } = await import('../serve.ts')
    if (options['settings'])
      return { json: { settings: describeSettings() }, lines: [describeSettings()] }
    await startServing()
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    return { json: {}, lines: [] }
  },
}
