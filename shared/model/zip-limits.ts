export type ZipLimits = {
  readonly maximumParts: number
  /** Bytes of all parts together, unpacked. */
  readonly maximumTotal: number
  /** Unpacked : packed of one part, where the part unpacks to more than a megabyte. */
  readonly maximumRatio: number
}

export const defaultZipLimits: ZipLimits = {
  maximumParts: 10_000,
  maximumTotal: 512 * 1024 * 1024,
  maximumRatio: 400,
}

/** Bytes, as the directory of the package has them. */
export type ZipEntrySizes = { readonly size: number; readonly originalSize: number }

/** To be asked of each part before any is unpacked: false from the one on that is too much. */
export function createSizeCheck(limits: ZipLimits): (entry: ZipEntrySizes) => boolean {
  let total = 0
  let parts = 0
  return ({ size, originalSize }) => {
    total += originalSize
    parts++
    const isBomb = originalSize > 1_048_576 && originalSize > size * limits.maximumRatio
    return !isBomb && total <= limits.maximumTotal && parts <= limits.maximumParts
  }
}
