import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { AnswerSentenceView } from '../../../shared/contract/conversations.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { EditOutcome } from '../../components/EditOutcome.tsx'
import { listNoteKinds } from '../../components/note-kinds.ts'
import { useEdit } from '../../components/use-edit.ts'
import type { DocumentEditor, Note } from '../../host/document-editor.ts'
import { writeAnswer } from '../../state/answer-words.ts'
import { listAnswerPieces } from './answer-pieces.ts'

type AnswerActionsProps = {
  readonly sentences: readonly AnswerSentenceView[]
  readonly editor: DocumentEditor
}

/** Takes a cited answer along: to the clipboard, or into the document where the cursor stands. */
export function AnswerActions({ sentences, editor }: AnswerActionsProps) {
  const styles = useStyles()
  const [edit, run] = useEdit()
  const insert = (kind: Note['kind']) => {
    run('answer', () => editor.insertText(listAnswerPieces(sentences, kind)))
  }
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <CopyButton
          text={writeAnswer(sentences)}
          label="Copy with sources"
          done="Copied with its sources."
        />
        {listNoteKinds(editor).map((kind) => (
          <Button
            key={kind}
            size="small"
            disabledFocusable={edit.status === 'running'}
            onClick={() => insert(kind)}
          >
            Insert with {kind}s
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
