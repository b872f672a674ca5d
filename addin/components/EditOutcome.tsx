import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { describeEdit } from './edit-words.ts'
import { ProblemMessage } from './ProblemMessage.tsx'
import type { Edit } from './use-edit.ts'

/** What became of an edit, as the document says it after it was made. */
export function EditOutcome({ edit }: { readonly edit: Edit }) {
  return (
    <>
      <div role="status">
        {edit.status === 'running' && (
          <Spinner size="tiny" label={`Putting in the ${edit.addition}…`} />
        )}
        {edit.status === 'done' && <Report edit={edit} />}
      </div>
      {edit.status === 'failed' && <ProblemMessage problem={edit.problem} />}
    </>
  )
}

function Report({ edit }: { readonly edit: Extract<Edit, { status: 'done' }> }) {
  const styles = useStyles()
  const { intent, title, lines } = describeEdit(edit.addition, edit.report)
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        {lines.map((line) => (
          <p className={styles.line} key={line}>
            {line}
          </p>
        ))}
      </MessageBarBody>
    </MessageBar>
  )
}

const useStyles = makeStyles({
  body: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  line: { margin: `${tokens.spacingVerticalXS} 0 0` },
})
