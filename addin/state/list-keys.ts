/** Where a key leads in a list of `length` items, counted from 0; undefined for every other key. */
export function findPlaceOfKey(key: string, current: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, length - 1)
    case 'ArrowUp':
      return Math.max(current - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
