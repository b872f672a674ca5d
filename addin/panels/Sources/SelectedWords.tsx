import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { TextQuoteSelector } from '../../../shared/text/selector.ts'

type SelectedWordsProps = {
  readonly selector: TextQuoteSelector
  readonly onShow: (selector: TextQuoteSelector) => void
}

/** The words that the sources below belong to: the selection may have moved on. */
export function SelectedWords({ selector, onShow }: SelectedWordsProps) {
  const styles = useStyles()
  return (
    <div className={styles.box}>
      <div className={styles.label} id="selected-words">
        Selected words
      </div>
      <blockquote className={styles.words} aria-labelledby="selected-words">
        {shorten(selector.exact)}
      </blockquote>
      <Button size="small" className={styles.button} onClick={() => onShow(selector)}>
        Show in the document
      </Button>
    </div>
  )
}

function shorten(words: string): string {
  const folded = words.replace(/\s+/g, ' ')
  return folded.length > 180 ? `${folded.slice(0, 110)} … ${folded.slice(-60)}` : folded
}

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  label: { fontWeight: tokens.fontWeightSemibold },
  words: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalS,
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    overflowWrap: 'anywhere',
  },
  button: { alignSelf: 'start' },
})
