import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { SourcesResponse } from '../../../shared/contract/sources.ts'

type NotesProps = { readonly response: SourcesResponse }

/** What stands here without a source: gaps, and values of the run's data. */
export function Notes({ response: { gaps, values } }: NotesProps) {
  const styles = useStyles()
  if (gaps.length + values.length === 0) return null
  return (
    <ul className={styles.list} aria-label="Gaps and data">
      {gaps.map(({ rule_id, reason, searched }, index) => (
        <Note key={index} title="Gap" isGap>
          <Line>Reason: {reason}</Line>
          <Line>{searched === '' ? 'Nothing was searched.' : `Searched: ${searched}`}</Line>
          <Line>Rule: {rule_id}</Line>
        </Note>
      ))}
      {values.map(({ pointer, value }) => (
        <Note key={pointer} title="From the data">
          <Line>
            {pointer}: {value}
          </Line>
        </Note>
      ))}
    </ul>
  )
}

type NoteProps = {
  readonly title: string
  readonly isGap?: boolean
  readonly children: ReactNode
}

function Note({ title, isGap = false, children }: NoteProps) {
  const styles = useStyles()
  return (
    <li className={mergeClasses(styles.note, isGap && styles.gap)}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </li>
  )
}

function Line({ children }: { readonly children: ReactNode }) {
  const styles = useStyles()
  return <p className={styles.line}>{children}</p>
}

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  note: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderInlineStartWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  gap: { borderInlineStartColor: tokens.colorPaletteMarigoldBorderActive },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  line: { margin: `${tokens.spacingVerticalXS} 0 0` },
})
