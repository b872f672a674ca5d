import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import {
  closeDocumentFrame,
  createDocumentFrame,
  showHighlight,
} from '../../host/document-frame.ts'
import { fitPages } from '../../host/fit-pages.ts'
import { renderDocx } from '../../host/render-docx.ts'
import { readRenderedText, toDomRange } from '../../host/rendered-text.ts'
import { findInRendering } from '../../state/find-cited-words.ts'
import type { ViewProps } from './SourceContent.tsx'

type DocxSourceProps = ViewProps & {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What the server read of it. */
  readonly text: string
}

/** A Word file in a frame of its own, in which no script runs. */
export function DocxSource({ bytes, text, source, onClose, onFailure }: DocxSourceProps) {
  const styles = useStyles()
  const container = useRef<HTMLDivElement>(null)
  const [status, setStatus] = useState('Laying out the pages…')
  const close = useLatest(onClose)
  useEffect(() => {
    if (!container.current) return undefined
    const frame = createDocumentFrame(container.current, source.document_source_name)
    frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close.current()
    })
    let isOver = false
    showSource(frame, bytes, text, source).then(
      (found) => !isOver && setStatus(found ? marked : notMarked),
      (error: unknown) => !isOver && onFailure(problemOf(error)),
    )
    return () => {
      isOver = true
      closeDocumentFrame(frame)
    }
  }, [bytes, text, source, close, onFailure])
  return (
    <>
      <p role="status" className={styles.status}>
        {status}
      </p>
      <div ref={container} className={styles.room} />
    </>
  )
}

const marked = 'The cited words are marked.'
const notMarked =
  'The cited words can’t be marked: they were not found for certain in this file as it is shown. They are above, as they were read.'

/** False when the words can't be told in the rendering. */
async function showSource(
  target: Document,
  bytes: Uint8Array<ArrayBuffer>,
  text: string,
  source: TracedSource,
): Promise<boolean> {
  const { bodies } = await renderDocx(new Blob([bytes]), target)
  // its listener goes with the frame
  fitPages(target)
  const rendered = readRenderedText(bodies)
  const found = findInRendering(rendered.text, text, source)
  const ranges = found.flatMap((range) => toDomRange(rendered, range) ?? [])
  const [first] = ranges
  if (!first) return false
  showHighlight(target, ranges)
  first.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' })
  return true
}

/** The newest value, for listeners that outlive a rendering. */
function useLatest<T>(value: T) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  return latest
}

const useStyles = makeStyles({
  status: {
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  room: {
    flexGrow: 1,
    minHeight: 0,
    '& iframe': { display: 'block', width: '100%', height: '100%', border: 0 },
  },
})
