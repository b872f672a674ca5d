import { cpus, release, totalmem, type } from 'node:os'

/** One line that a figure is worth nothing without. */
export function describeMachine(): string {
  const processors = cpus()
  const model = processors[0]?.model.trim() ?? 'unknown processor'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${processors.length} × ${model}, ${memory}, ${type()} ${release()}, Node ${process.version}`
}
