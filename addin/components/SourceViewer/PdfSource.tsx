import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import { openPdf, type PdfFile } from './open-pdf.ts'
import { PdfPage } from './PdfPage.tsx'
import { PdfToolbar } from './PdfToolbar.tsx'
import type { ViewProps } from './SourceContent.tsx'

type PdfSourceProps = ViewProps & { readonly bytes: Uint8Array<ArrayBuffer> }

/** One page after the other; the first is the one that was cited. */
export function PdfSource({ bytes, source, onFailure }: PdfSourceProps) {
  const [file, setFile] = useState<PdfFile>()
  useEffect(() => {
    let isOver = false
    // pdf.js takes what it is given away
    const opening = openPdf(bytes.slice())
    opening.then(
      (opened) => (isOver ? opened.close() : setFile(opened)),
      (error: unknown) => !isOver && onFailure(problemOf(error)),
    )
    return () => {
      isOver = true
      void opening.then((opened) => opened.close()).catch(() => undefined)
    }
  }, [bytes, onFailure])
  if (!file) return <Spinner size="small" label="Opening the PDF…" />
  return <Pages file={file} source={source} onFailure={onFailure} />
}

type PagesProps = Pick<ViewProps, 'source' | 'onFailure'> & { readonly file: PdfFile }

function Pages({ file, source, onFailure }: PagesProps) {
  const styles = useStyles()
  const cited = findCitedPage(source, file.pageCount)
  const [view, setView] = useState({ page: cited, zoom: 1, visit: 0 })
  const boxes = source.boxes.filter(({ page }) => page === view.page)
  const go = (page: number) =>
    setView({ ...view, page: Math.min(file.pageCount, Math.max(1, page)) })
  return (
    <>
      <PdfToolbar
        {...view}
        pageCount={file.pageCount}
        onGo={go}
        onZoom={(zoom) => setView({ ...view, zoom })}
        onCited={() => setView({ ...view, page: cited, visit: view.visit + 1 })}
      />
      <p role="status" className={styles.status}>
        {describeView(source, view.page, cited)}
      </p>
      <PdfPage file={file} {...view} boxes={boxes} onFailure={onFailure} />
    </>
  )
}

/** A file that lost pages on the way still opens. */
function findCitedPage({ boxes, page }: TracedSource, pageCount: number): number {
  return Math.min(pageCount, boxes[0]?.page ?? page ?? 1)
}

function describeView({ boxes, page: cited }: TracedSource, page: number, first: number): string {
  if (boxes.some((box) => box.page === page)) return 'The cited words are marked on this page.'
  if (boxes.length > 0) return `The cited words are on page ${first}.`
  const place = cited === null ? 'on which page the words stand' : `where on page ${cited} they are`
  return `The cited words can’t be marked: it is not known ${place}. They are above, as they were read.`
}

const useStyles = makeStyles({
  status: {
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
})
