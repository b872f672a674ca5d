import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  type BadgeProps,
} from '@fluentui/react-components'
import { useState, type ReactNode, type Ref } from 'react'
import type { TracedSource } from '../../shared/contract/sources.ts'
import { findExcerpt } from '../state/marked-text.ts'
import {
  describeClaim,
  describePlace,
  describeRecognition,
  findCellPlace,
} from '../state/source-words.ts'
import { OpenSourceButton } from './OpenSource.tsx'
import { QuotedWords } from './QuotedWords.tsx'

type SourceCardProps = {
  readonly source: TracedSource
  /** "2 of 5". */
  readonly position: string
  /** What it is called, where it is no source of the words. */
  readonly label?: string
  /** Whether it matters that it was recorded, or retrieved just now. */
  readonly showsBasis?: boolean
  /** False where the state is not this source's alone. */
  readonly showsState?: boolean
  readonly isCurrent?: boolean
  readonly onFocus?: () => void
  readonly cardRef?: Ref<HTMLElement>
  /** What can be done with the source, below its words. */
  readonly actions?: ReactNode
}

/** One source of the selected words: where it stands, and its words with the matching ones marked. */
export function SourceCard(props: SourceCardProps) {
  const {
    source,
    position,
    label = 'Source',
    showsBasis = true,
    showsState = true,
    isCurrent = false,
    onFocus,
    cardRef,
    actions,
  } = props
  const styles = useStyles()
  const recognition = describeRecognition(source)
  return (
    <article
      ref={cardRef}
      className={mergeClasses(styles.card, isCurrent && styles.current)}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent}
      aria-label={`${label} ${position}: ${source.document_source_name}`}
      onFocus={onFocus}
    >
      <Badges {...{ source, position, showsBasis, showsState }} />
      <h3 className={styles.name}>{source.document_source_name}</h3>
      <p className={styles.place}>{describePlace(source)}</p>
      {recognition && <p className={styles.recognition}>{recognition}</p>}
      <CellPath source={source} />
      <Quote source={source} />
      <div className={styles.actions}>
        <OpenSourceButton source={source} />
        {actions}
      </div>
    </article>
  )
}

type BadgesProps = Pick<SourceCardProps, 'source' | 'position'> & {
  readonly showsBasis: boolean
  readonly showsState: boolean
}

function Badges({ source, position, showsBasis, showsState }: BadgesProps) {
  const styles = useStyles()
  return (
    <div className={styles.badges}>
      {showsBasis && (
        <Badge appearance="outline" color={source.basis === 'recorded' ? 'brand' : 'informative'}>
          {source.basis === 'recorded' ? 'Recorded' : 'Retrieved'}
        </Badge>
      )}
      {source.is_stale && (
        <Badge appearance="outline" color="warning">
          Changed in a newer version
        </Badge>
      )}
      {showsState && (
        <Badge appearance="outline" color={claimColors[source.claim_state] ?? 'informative'}>
          {describeClaim(source.claim_state)}
        </Badge>
      )}
      <span className={styles.position}>{position}</span>
    </div>
  )
}

const claimColors: Partial<Record<TracedSource['claim_state'], BadgeProps['color']>> = {
  supported: 'success',
  contradicted: 'danger',
  partly_supported: 'warning',
  edited_since_check: 'warning',
}

function CellPath({ source }: { readonly source: TracedSource }) {
  const styles = useStyles()
  const place = findCellPlace(source)
  if (!place) return null
  const parts = [
    ['Row', place.row],
    [place.columns.length > 1 ? 'Columns' : 'Column', place.columns.join(' · ')],
  ].filter(([, path]) => path)
  return (
    <div className={styles.cell}>
      <div>{place.table}</div>
      {parts.map(([name, path]) => (
        <div key={name}>
          {name}: {path}
        </div>
      ))}
    </div>
  )
}

function Quote({ source }: { readonly source: TracedSource }) {
  const styles = useStyles()
  const [isWhole, setWhole] = useState(false)
  const { referenced_text: text, marks } = source
  const whole = { start: 0, end: text.length }
  const excerpt = isWhole ? whole : findExcerpt(text, marks, excerptLength)
  const isCut = excerpt.start > 0 || excerpt.end < text.length
  return (
    <>
      <blockquote className={styles.quote}>
        {excerpt.start > 0 && '… '}
        <QuotedWords text={text} marks={marks} range={excerpt} isTable={source.table !== null} />
        {excerpt.end < text.length && ' …'}
      </blockquote>
      {(isCut || isWhole) && (
        <Button size="small" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show the whole passage'}
        </Button>
      )}
    </>
  )
}

/** Units of a quote that are shown at first: about ten lines at 320 pixels. */
const excerptLength = 400

const useStyles = makeStyles({
  card: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderInlineStartWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
    // The row that goes through the sources sticks to the top.
    scrollMarginBlockStart: '48px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  current: {
    borderInlineStartColor: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { borderInlineStartColor: 'Highlight' },
  },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  position: {
    marginInlineStart: 'auto',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  name: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  place: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  recognition: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorPaletteDarkOrangeForeground1,
  },
  cell: {
    marginBlockStart: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  quote: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    whiteSpace: 'pre-wrap',
    lineHeight: tokens.lineHeightBase300,
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    // The buttons beside it come with a line below them, which must not make it taller.
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    marginBlockStart: tokens.spacingVerticalS,
    ':empty': { display: 'none' },
  },
  more: { marginBlockStart: tokens.spacingVerticalS },
})
