import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { DocumentEditor, Note } from '../host/document-editor.ts'
import { CopyButton } from './CopyButton.tsx'
import { EditOutcome } from './EditOutcome.tsx'
import { listNoteKinds } from './note-kinds.ts'
import { useEdit } from './use-edit.ts'

type CitationActionsProps = {
  /** The source as a line of text. */
  readonly citation: string
  /** Where a note with it may be put; without both, the citation can only be copied. */
  readonly editor?: DocumentEditor | undefined
  readonly selector?: TextQuoteSelector | undefined
}

/** Takes a source along: to the clipboard, or as a note on the selected words. */
export function CitationActions({ citation, editor, selector }: CitationActionsProps) {
  const styles = useStyles()
  const [edit, run] = useEdit()
  const kinds = editor ? listNoteKinds(editor) : []
  const add = (kind: Note['kind']) => {
    if (editor && selector) run(kind, () => editor.addNote(selector, { kind, text: citation }))
  }
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <CopyButton text={citation} label="Copy citation" done="Copied." />
        {selector &&
          kinds.map((kind) => (
            <Button
              key={kind}
              size="small"
              disabledFocusable={edit.status === 'running'}
              onClick={() => add(kind)}
            >
              Insert as {kind}
            </Button>
          ))}
      </div>
      <EditOutcome edit={edit} />
    </div>
  )
}

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
})
