import { mkdirSync, rmSync } from 'node:fs'
import { access, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Names the folder in which one run of the tests keeps what several of its files begin from. */
const variable = 'SOURCEWRIGHT_TEST_STORES'

/** Vitest calls it before the first file; what it returns, behind the last. */
export default async function keepStores(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcewright-kept-'))
  process.env[variable] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/**
 * Fills the empty folder `into` with what `make` writes and says. In a run of the tests it is made
 * once and then copied: every file has its own copy, and no file waits for the same report again.
 */
export async function copyKept<T>(
  name: string,
  into: string,
  make: (folder: string) => Promise<T>,
): Promise<T> {
  const kept = process.env[variable]
  if (kept === undefined) return make(into)
  const said = join(kept, `${name}.json`)
  const store = join(kept, name)
  while (!(await exists(said))) {
    if (isFirst(store)) await makeOnce(store, said, make)
    else await sleep(100)
  }
  await cp(store, into, { recursive: true })
  return JSON.parse(await readFile(said, 'utf8')) as T
}

const longestTurnMilliseconds = 120_000

/** Does the work when no other worker of the run does it; the limit only outlives one that died of it. */
export function doInTurn(name: string, work: () => void): void {
  const kept = process.env[variable]
  if (kept === undefined) return work()
  const turn = join(kept, name)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < longestTurnMilliseconds && !isFirst(turn); waited += 100) {
    Atomics.wait(pause, 0, 0, 100)
  }
  try {
    work()
  } finally {
    rmSync(turn, { recursive: true, force: true })
  }
}

async function makeOnce<T>(
  store: string,
  said: string,
  make: (folder: string) => Promise<T>,
): Promise<void> {
  try {
    const value = await make(store)
    await writeFile(`${said}.part`, JSON.stringify(value))
    await rename(`${said}.part`, said)
  } catch (error) {
    // whoever waits for it tries, and sees the same error
    await rm(store, { recursive: true, force: true })
    throw error
  }
}

/** Of all processes that ask, one. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
