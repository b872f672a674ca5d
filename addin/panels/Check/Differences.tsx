import { makeStyles, tokens } from '@fluentui/react-components'
import { listDifferences } from '../../state/check-words.ts'

type DifferencesProps = {
  readonly differences: Parameters<typeof listDifferences>[0]
  /** What the first column holds. */
  readonly here: string
  readonly there: string
}

/** The words that differ, those of both sides beside each other. */
export function Differences({ differences, here, there }: DifferencesProps) {
  const styles = useStyles()
  const rows = listDifferences(differences)
  if (rows.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={styles.cell}>{here}</th>
          <th className={styles.cell}>{there}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, words, sourceWords }, index) => (
          <tr key={index}>
            <td className={styles.cell}>
              {words === null ? (
                <span className={styles.kind}>left out</span>
              ) : (
                <strong>{words}</strong>
              )}{' '}
              <span className={styles.kind}>{kind}</span>
            </td>
            <td className={styles.cell}>
              {sourceWords === null ? (
                <span className={styles.kind}>not found</span>
              ) : (
                <strong>{sourceWords}</strong>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const useStyles = makeStyles({
  table: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
  },
  cell: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'start',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  kind: { color: tokens.colorNeutralForeground2 },
})
