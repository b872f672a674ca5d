import { Button, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { copyText } from './copy-text.ts'

type CopyButtonProps = {
  readonly text: string
  readonly label: string
  /** Said once the text is on the clipboard. */
  readonly done: string
}

/** Copies, or shows the text to copy by hand where the pane is not let. */
export function CopyButton({ text, label, done }: CopyButtonProps) {
  const styles = useStyles()
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const copy = () => {
    setOutcome(undefined)
    void copyText(text).then((isCopied) => setOutcome(isCopied ? 'copied' : 'refused'))
  }
  return (
    <>
      <Button size="small" onClick={copy}>
        {label}
      </Button>
      <span role="status" className={styles.notice}>
        {outcome === 'copied' && done}
        {outcome === 'refused' &&
          'The pane may not use the clipboard here: copy the text below by hand.'}
      </span>
      {outcome === 'refused' && (
        <Textarea
          className={styles.text}
          readOnly
          resize="vertical"
          aria-label="Text to copy"
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  )
}

const useStyles = makeStyles({
  notice: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    ':empty': { display: 'none' },
  },
  text: { width: '100%' },
})
