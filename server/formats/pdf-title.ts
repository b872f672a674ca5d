import { findHeadingNumber } from './pdf-markers.ts'
import type { Line } from './pdf-page-lines.ts'
import type { Typography } from './pdf-typography.ts'

/** Points: sizes this near are one. */
const sameSize = 0.6
const longestTitle = 300

/**
 * The longest run of lines in the largest type of the first page that has any; else the title that
 * the file's metadata give, unless that is a file name. '' for none.
 */
export function findTitle(
  lines: readonly Line[],
  metadataTitle: string,
  typography: Typography,
): string {
  const first = lines[0]?.page
  const page = lines.filter((line) => line.page === first)
  const size = Math.max(
    0,
    ...page.filter((line) => /\p{L}{2}/u.test(line.text)).map((line) => line.size),
  )
  const isLarge =
    size > 1.05 * typography.bodySize || page.some((line) => typography.isDisplay(line))
  const runs = isLarge ? titleRuns(page, size) : []
  const longest = runs.sort((a, b) => b.length - a.length)[0] ?? ''
  const title = longest.slice(findHeadingNumber(longest)?.length ?? 0)
  return title !== '' && title.length <= longestTitle ? title : cleanMetadata(metadataTitle)
}

function titleRuns(page: readonly Line[], size: number): string[] {
  const runs: string[] = []
  let last: Line | undefined
  for (const line of page) {
    if (Math.abs(line.size - size) > sameSize) {
      last = undefined
      continue
    }
    const goesOn = last !== undefined && line.baseline - last.baseline < 1.6 * size
    if (goesOn) runs[runs.length - 1] += ` ${line.text}`
    else runs.push(line.text)
    last = line
  }
  return runs
}

function cleanMetadata(title: string): string {
  const clean = title
    .replace(/^Microsoft (Word|PowerPoint) - /, '')
    .replace(/\s+/g, ' ')
    .trim()
  const isFileName = /\.[a-z]{2,5}$/i.test(clean) || /^untitled/i.test(clean)
  // eslint-disable-next-line no-control-regex -- a broken title is no title
  return isFileName || /[\u0000-\u001F\uFFFD]/.test(clean) ? '' : clean.toWellFormed()
}
