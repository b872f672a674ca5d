import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import { splitMarks } from '../../state/marked-text.ts'

/** The cited words in letters, above the page: for whom the page is a picture, and to compare. */
export function CitedQuote({ source }: { readonly source: TracedSource }) {
  const styles = useStyles()
  const quote = useRef<HTMLQuoteElement>(null)
  useEffect(() => {
    const first = quote.current?.querySelector('mark')
    if (first) quote.current?.scrollTo(0, first.offsetTop)
  }, [source])
  return (
    <blockquote ref={quote} className={styles.quote} aria-label="Cited passage" tabIndex={0}>
      {splitMarks(source.referenced_text, source.marks).map(({ text, isMarked }, index) =>
        isMarked ? (
          <mark key={index} className={styles.mark}>
            {writeCells(text)}
          </mark>
        ) : (
          <span key={index}>{writeCells(text)}</span>
        ),
      )}
    </blockquote>
  )
}

/** Cells stand apart by a tab, which would show as a blank. */
function writeCells(text: string): string {
  return text.replaceAll('\t', ' | ')
}

const useStyles = makeStyles({
  quote: {
    position: 'relative',
    flexShrink: 0,
    margin: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    maxHeight: '4.5em',
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    lineHeight: tokens.lineHeightBase300,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  mark: {
    backgroundColor: tokens.colorPaletteYellowBackground2,
    color: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { backgroundColor: 'Mark', color: 'MarkText' },
  },
})
