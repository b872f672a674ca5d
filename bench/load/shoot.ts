import autocannon, { type Options, type Result } from 'autocannon'

export const concurrency = 16

/** `--name=value` of the command line. */
export function option(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((word) => word.startsWith(start))?.slice(start.length)
}

export function shoot(options: Options): Promise<Result> {
  return autocannon({ connections: concurrency, ...options })
}

export function describe({
  requests,
  latency,
  errors,
  non2xx,
  statusCodeStats = {},
}: Result): string {
  const serverErrors = Object.entries(statusCodeStats)
    .filter(([status]) => status.startsWith('5'))
    .reduce((sum, [, { count = 0 }]) => sum + count, 0)
  return (
    `${requests.average.toFixed(0)}/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, ` +
    `${non2xx} others than 2xx, ${serverErrors} of them 5xx, ${errors} broken`
  )
}
