import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import type { PageSize, PdfFile } from './open-pdf.ts'

type PdfPageProps = {
  readonly file: PdfFile
  /** From 1. */
  readonly page: number
  readonly zoom: number
  /** Another number brings the marked words back into view. */
  readonly visit: number
  /** Those of this page. */
  readonly boxes: TracedSource['boxes']
  readonly onFailure: (problem: ProblemDetails) => void
}

/** A page with the boxes of the cited words over it, the first of them in view. */
export function PdfPage({ file, page, zoom, visit, boxes, onFailure }: PdfPageProps) {
  const styles = useStyles()
  const room = useRef<HTMLDivElement>(null)
  const width = useWidth(room)
  const size = usePageSize(file, page, onFailure)
  const scale = size && width > 0 ? findScale(width, size) * zoom : undefined
  const drawing = useDrawing(file, page, scale, onFailure)
  useLayoutEffect(() => {
    if (scale !== undefined) showMarks(room.current)
  }, [page, scale, visit])
  return (
    <div ref={room} className={styles.room} role="region" aria-label="Page" tabIndex={0}>
      {size && scale !== undefined && (
        <div
          className={styles.page}
          style={{ width: size.width * scale, height: size.height * scale }}
          aria-busy={drawing.isBusy}
        >
          <canvas
            ref={drawing.canvas}
            className={styles.canvas}
            role="img"
            aria-label={`Page ${page} of ${file.pageCount}`}
          />
          {boxes.map((box, index) => (
            <div key={index} className={styles.mark} data-mark="" style={placeBox(box, size)} />
          ))}
        </div>
      )}
    </div>
  )
}

/** As wide as its place, but never so small that its words can't be read, nor much too large. */
function findScale(width: number, size: PageSize): number {
  return Math.min(largest, Math.max(smallest, (width - sideSpace) / size.width))
}

/** CSS pixels a point: letters of ten points are as high as ten pixels at 1. */
const smallest = 0.9
const largest = 1.6
const sideSpace = 16

function placeBox(box: TracedSource['boxes'][number], size: PageSize) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`
  return {
    left: share(box.x, size.width),
    top: share(box.y, size.height),
    width: share(box.width, size.width),
    height: share(box.height, size.height),
  }
}

/** Brings the first mark to the middle; a page without marks begins at its top. */
function showMarks(room: HTMLElement | null): void {
  const mark = room?.querySelector('[data-mark]')
  if (mark) mark.scrollIntoView({ block: 'center', inline: 'nearest' })
  else room?.scrollTo(0, 0)
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measured = element.current
    if (!measured) return undefined
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth))
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return width
}

function usePageSize(file: PdfFile, page: number, onFailure: PdfPageProps['onFailure']) {
  const [found, setFound] = useState<{ readonly page: number; readonly size: PageSize }>()
  useEffect(() => {
    let isOver = false
    file.getPageSize(page).then(
      (size) => !isOver && setFound({ page, size }),
      (error: unknown) => !isOver && onFailure(problemOf(error)),
    )
    return () => {
      isOver = true
    }
  }, [file, page, onFailure])
  return found?.page === page ? found.size : undefined
}

/** Draws the page anew whenever it or its scale is another. */
function useDrawing(
  file: PdfFile,
  page: number,
  scale: number | undefined,
  onFailure: PdfPageProps['onFailure'],
) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const wanted = `${page} ${scale}`
  const [drawn, setDrawn] = useState('')
  useEffect(() => {
    if (!canvas.current || scale === undefined) return undefined
    const abort = new AbortController()
    file.drawPage(page, canvas.current, scale, abort.signal).then(
      () => setDrawn(wanted),
      (error: unknown) => !abort.signal.aborted && onFailure(problemOf(error)),
    )
    return () => abort.abort()
  }, [file, page, scale, wanted, onFailure])
  return { canvas, isBusy: drawn !== wanted }
}

const useStyles = makeStyles({
  room: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    // as the scroll bar takes its width, the page would get another
    scrollbarGutter: 'stable',
    padding: '8px',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  page: {
    position: 'relative',
    marginInline: 'auto',
    backgroundColor: '#fff',
    boxShadow: tokens.shadow4,
  },
  canvas: { display: 'block', width: '100%', height: '100%' },
  mark: {
    position: 'absolute',
    backgroundColor: 'rgba(255, 213, 0, 0.4)',
    mixBlendMode: 'multiply',
    outline: '2px solid #b38600',
    outlineOffset: '1px',
    scrollMarginInline: '12px',
    '@media (forced-colors: active)': { outlineColor: 'Highlight' },
  },
})
