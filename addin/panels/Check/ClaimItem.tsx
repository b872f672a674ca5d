import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { MarkedWords } from '../../components/QuotedWords.tsx'
import { isSettled } from '../../state/claim-wording.ts'
import { describeClaimPlace } from '../../state/check-words.ts'
import { ClaimDetails } from './ClaimDetails.tsx'
import type { ClaimOverrideProps } from './ClaimOverride.tsx'
import { StateMark } from './StateMark.tsx'

type ClaimItemProps = ClaimOverrideProps & {
  readonly isCurrent: boolean
  /** Opens it and shows its words in the document, or closes it. */
  readonly onToggle: () => void
}

/** A sentence or cell with its state; the one that is open shows why, and its words are marked. */
export function ClaimItem({ isCurrent, onToggle, ...details }: ClaimItemProps) {
  const styles = useStyles()
  const item = useRef<HTMLLIElement>(null)
  const { sentence } = details
  const { text, differences, override, is_stale } = sentence
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <li ref={item} className={mergeClasses(styles.item, isCurrent && styles.current)}>
      <button
        type="button"
        data-claim
        className={styles.head}
        aria-expanded={isCurrent}
        onClick={onToggle}
      >
        <span className={styles.facts}>
          <StateMark
            state={sentence.state}
            isOverridden={override !== null}
            isSettled={isSettled(sentence)}
          />
          {override && <span className={styles.flag}>Overridden</span>}
          {isSettled(sentence) && <span className={styles.flag}>Wording approved</span>}
          {is_stale && <span className={styles.flag}>Source changed</span>}
        </span>
        <span className={styles.place}>{describeClaimPlace(sentence)}</span>
        <span className={mergeClasses(styles.text, !isCurrent && styles.cut)}>
          {isCurrent ? (
            <MarkedWords text={text} marks={differences} range={{ start: 0, end: text.length }} />
          ) : (
            text
          )}
        </span>
      </button>
      {isCurrent && <ClaimDetails {...details} />}
    </li>
  )
}

const useStyles = makeStyles({
  item: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderInlineStartWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    // The row that goes through the problems sticks to the top.
    scrollMarginBlockStart: '80px',
  },
  current: {
    borderInlineStartColor: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { borderInlineStartColor: 'Highlight' },
  },
  head: {
    display: 'block',
    width: '100%',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: 0,
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  facts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  flag: {
    paddingInline: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  place: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  text: { display: 'block', whiteSpace: 'pre-line' },
  cut: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
  },
})
