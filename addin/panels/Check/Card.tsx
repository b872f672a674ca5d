import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

type CardsProps = { readonly label: string; readonly children: ReactNode }

/** A list of things to look at, one below the other. */
export function Cards({ label, children }: CardsProps) {
  const styles = useStyles()
  return (
    <ol className={styles.list} aria-label={label}>
      {children}
    </ol>
  )
}

export function Card({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  const styles = useStyles()
  return (
    <li className={styles.card}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </li>
  )
}

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    // A long word wraps, and widens no card.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    ':empty': { display: 'none' },
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
})
