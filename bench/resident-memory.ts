import { readFileSync } from 'node:fs'

/** Watches the largest resident memory of this process's children, in megabytes. */
type MemoryWatch = {
  /** The largest since the last call, 0 where no child was seen. */
  takeLargest(): number
  stop(): void
}

const sampleEveryMilliseconds = 20
const pageBytes = 4096

/** Samples /proc, so a child that is larger for less than a sample's time goes unseen. */
export function watchChildMemory(): MemoryWatch {
  let largest = 0
  const sample = () => {
    largest = Math.max(largest, ...listChildren().map(residentMegabytes))
  }
  const timer = setInterval(sample, sampleEveryMilliseconds)
  return {
    takeLargest() {
      sample()
      const taken = largest
      largest = 0
      return taken
    },
    stop: () => clearInterval(timer),
  }
}

function listChildren(): readonly string[] {
  return readProcess(`${process.pid}/task/${process.pid}/children`).split(' ').filter(Boolean)
}

function residentMegabytes(child: string): number {
  const pages = Number(readProcess(`${child}/statm`).split(' ')[1] ?? 0)
  return (pages * pageBytes) / 1_048_576
}

/** '' for a process that is gone by now. */
function readProcess(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8')
  } catch {
    return ''
  }
}
