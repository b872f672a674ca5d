import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

type DecisionProps = {
  /** "Overridden: Supported". */
  readonly title: string
  readonly reason: ReactNode
  readonly userName: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly children?: ReactNode
}

/** What a person said, with the reason, who and when. */
export function Decision({ title, reason, userName, createdAt, children }: DecisionProps) {
  const styles = useStyles()
  const date = new Date(createdAt).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <div className={styles.decision} role="group" aria-label={title}>
      <p className={styles.title}>{title}</p>
      {typeof reason === 'string' ? <p className={styles.line}>{reason}</p> : reason}
      <p className={styles.facts}>
        {userName}, {date}
      </p>
      {children}
    </div>
  )
}

const useStyles = makeStyles({
  decision: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderInlineStartWidth: '4px',
    borderInlineStartColor: tokens.colorBrandStroke1,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, whiteSpace: 'pre-wrap' },
  facts: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
})
