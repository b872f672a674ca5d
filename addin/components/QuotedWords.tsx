import { makeStyles, tokens } from '@fluentui/react-components'
import type { TextRange } from '../../shared/text/range.ts'
import { findCells, shiftMarks, splitMarks } from '../state/marked-text.ts'

type MarkedWordsProps = {
  readonly text: string
  readonly marks: readonly TextRange[]
  readonly range: TextRange
}

/** Words of a source; a piece of a table is shown in its cells, so that one number is not read as the next. */
export function QuotedWords(props: MarkedWordsProps & { readonly isTable: boolean }) {
  const styles = useStyles()
  const { text, marks, range, isTable } = props
  const rows = isTable ? findCells(text, range) : undefined
  if (!rows) return <MarkedWords text={text} marks={marks} range={range} />
  return rows.map((cells, row) => (
    <span key={row} className={styles.row}>
      {cells.map((cell) => (
        <span key={cell.start} className={styles.box}>
          <MarkedWords text={text} marks={marks} range={cell} />
        </span>
      ))}
    </span>
  ))
}

/** Words with those in `marks` (ranges of `text`) standing out; only what falls into `range` is shown. */
export function MarkedWords({ text, marks, range }: MarkedWordsProps) {
  const styles = useStyles()
  const pieces = splitMarks(text.slice(range.start, range.end), shiftMarks(marks, range))
  return pieces.map(({ text: words, isMarked }, index) =>
    isMarked ? (
      <mark key={index} className={styles.mark}>
        {words}
      </mark>
    ) : (
      <span key={index}>{words}</span>
    ),
  )
}

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '2px', marginBlockEnd: '2px' },
  box: {
    display: 'block',
    minHeight: tokens.lineHeightBase300,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  mark: {
    backgroundColor: tokens.colorPaletteYellowBackground2,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'underline',
    textDecorationColor: tokens.colorPaletteYellowBorderActive,
    '@media (forced-colors: active)': { backgroundColor: 'Mark', color: 'MarkText' },
  },
})
