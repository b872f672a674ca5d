import { stat } from 'node:fs/promises'

/** Bytes of a database and of what is not yet written into it. */
export async function findDatabaseBytes(path: string): Promise<number> {
  const sizes = await Promise.all([path, `${path}-wal`].map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
