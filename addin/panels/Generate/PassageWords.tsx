import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useFormStyles } from './use-form-styles.ts'

/** A source's own words; a long piece is cut until it is wanted whole. */
export function PassageWords({ text }: { readonly text: string }) {
  const styles = useStyles()
  const form = useFormStyles()
  const [isWhole, setWhole] = useState(false)
  const words = text.trim()
  const isLong = words.length > cutLength * 1.3
  return (
    <>
      <blockquote className={styles.quote}>
        {isLong && !isWhole ? `${words.slice(0, cutLength)} …` : words}
      </blockquote>
      {isLong && (
        <Button size="small" className={form.start} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show the whole passage'}
        </Button>
      )}
    </>
  )
}

/** Characters. */
const cutLength = 240

const useStyles = makeStyles({
  quote: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalS,
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
  },
})
