import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import type { DraftPartAnswer } from '../../../../shared/contract/rivals.ts'
import type { TextRange } from '../../../../shared/text/range.ts'
import { MarkedWords } from '../../../components/QuotedWords.tsx'
import { toSource } from '../../../state/check-words.ts'
import { writeCitation } from '../../../state/citation-words.ts'
import { count } from '../../../state/generation-words.ts'
import type { RivalRow } from '../../../state/rival-rows.ts'
import { markDifference } from '../../../state/word-difference.ts'

type RivalRowViewProps = {
  readonly row: RivalRow
  /** Whether the present words are to stay. */
  readonly isLocked: boolean
  readonly onLock: (isLocked: boolean) => void
}

/** What both drafts have in one place: once where it is the same, else side by side. */
export function RivalRowView({ row, isLocked, onLock }: RivalRowViewProps) {
  const styles = useStyles()
  const { present, rival, differs } = row
  if (!differs) {
    return <li className={styles.same}>{present?.text} (kept)</li>
  }
  const marks = markDifference(present?.text ?? '', rival?.text ?? '')
  return (
    <li className={styles.row}>
      <div className={styles.sides}>
        <Side title="Now" part={present} marks={marks.a} />
        <Side title="New" part={rival} marks={marks.b} />
      </div>
      {present && (
        <Checkbox
          label="Keep what it says now"
          checked={isLocked}
          onChange={(_, { checked }) => onLock(checked === true)}
        />
      )}
    </li>
  )
}

/** What both drafts say is there to be read, and not in the way. */
export function SameRows({ rows }: { readonly rows: readonly RivalRow[] }) {
  const styles = useStyles()
  return (
    <li className={styles.same}>
      <details>
        <summary>
          {rows.length === 1 ? '1 sentence or cell is' : `${rows.length} sentences and cells are`}{' '}
          the same
        </summary>
        {rows.map(({ present }, index) => (
          <p key={index} className={styles.words}>
            {present?.text}
          </p>
        ))}
      </details>
    </li>
  )
}

type SideProps = {
  readonly title: string
  readonly part: DraftPartAnswer | null
  readonly marks: readonly TextRange[]
}

function Side({ title, part, marks }: SideProps) {
  const styles = useStyles()
  if (!part) {
    return (
      <div className={styles.side}>
        <div className={styles.facts}>{title}</div>
        Nothing in its place.
      </div>
    )
  }
  const { text, citations } = part
  return (
    <div className={styles.side}>
      <div className={styles.facts}>{title}</div>
      <div>
        <MarkedWords text={text} marks={marks} range={{ start: 0, end: text.length }} />
      </div>
      <Citations title={title} citations={listCitations(citations)} />
    </div>
  )
}

type CitationsProps = { readonly title: string; readonly citations: readonly string[] }

function Citations({ title, citations }: CitationsProps) {
  const styles = useStyles()
  if (citations.length === 0) return <div className={styles.facts}>Rests on no source.</div>
  return (
    <details className={styles.facts}>
      <summary aria-label={`${title}: ${count(citations.length, 'citation')}`}>
        {count(citations.length, 'citation')}
      </summary>
      <ul className={styles.citations}>
        {citations.map((citation) => (
          <li key={citation}>{citation}</li>
        ))}
      </ul>
    </details>
  )
}

/** Each once: a sentence may cite one place for several of its words. */
function listCitations(citations: DraftPartAnswer['citations']): readonly string[] {
  const standing = {
    checked_state: 'not_checked',
    basis: 'recorded',
    is_stale: false,
    differences: [],
  } as const
  return [
    ...new Set(
      citations.map((evidence, index) => {
        const source = toSource({ ...standing, differences: [] }, evidence, index)
        return source ? writeCitation(source) : `The data of the run: ${evidence.quote}`
      }),
    ),
  ]
}

const useStyles = makeStyles({
  same: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  sides: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalS },
  side: {
    minWidth: 0,
    padding: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  facts: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  words: { margin: `${tokens.spacingVerticalXS} 0 0` },
  citations: { margin: 0, paddingInlineStart: tokens.spacingHorizontalM },
})
