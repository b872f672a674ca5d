import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useMemo, useRef } from 'react'
import { findInSourceText } from '../../state/find-cited-words.ts'
import { cutAtLines, shiftMarks, splitMarks } from '../../state/marked-text.ts'
import type { ViewProps } from './SourceContent.tsx'

type TextSourceProps = ViewProps & { readonly text: string }

/** What the server read of a file that has no pages to show: rows, notes, web pages. */
export function TextSource({ text, source }: TextSourceProps) {
  const styles = useStyles()
  const room = useRef<HTMLDivElement>(null)
  const marks = useMemo(() => findInSourceText(text, source), [text, source])
  const pieces = useMemo(() => cutAtLines(text, pieceLength), [text])
  useEffect(() => {
    room.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }, [marks])
  return (
    <>
      <p role="status" className={styles.status}>
        {marks.length > 0 ? marked : notMarked}
      </p>
      <div ref={room} className={styles.room} role="region" aria-label="Text" tabIndex={0}>
        {pieces.map((piece) => (
          <div key={piece.start} className={styles.piece}>
            {splitMarks(text.slice(piece.start, piece.end), shiftMarks(marks, piece)).map(
              (part, index) =>
                part.isMarked ? (
                  <mark key={index} className={styles.mark}>
                    {part.text}
                  </mark>
                ) : (
                  <span key={index}>{part.text}</span>
                ),
            )}
          </div>
        ))}
      </div>
    </>
  )
}

/** Pieces out of view are not laid out, so that a long text opens at once. */
const pieceLength = 4_000

const marked = 'This is the text that was read of the file; the cited words are marked.'
const notMarked =
  'This is the text that was read of the file. It was read anew since, and the cited words were not found in it for certain; they are above.'

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
    overflow: 'auto',
    padding: tokens.spacingHorizontalM,
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  piece: {
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 1000px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    tabSize: 4,
  },
  mark: {
    backgroundColor: tokens.colorPaletteYellowBackground2,
    color: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { backgroundColor: 'Mark', color: 'MarkText' },
  },
})
