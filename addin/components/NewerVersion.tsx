import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { problemOf } from '../../client/api-error.ts'
import type { Client } from '../../client/create-client.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { DocumentEditor, NewerVersion } from '../host/document-editor.ts'
import { downloadNewer } from '../host/newer-version.ts'
import { ProblemMessage } from './ProblemMessage.tsx'

type NewerVersionMessageProps = {
  readonly problem: ProblemDetails
  readonly newer: NewerVersion
  readonly client: Client
  readonly editor: DocumentEditor
  /** Sends the document again, which then becomes the newest version. */
  readonly onSend: () => void
}

/** Somebody else stored a version meanwhile: the writer looks at it, and says which is to count. */
export function NewerVersionMessage(props: NewerVersionMessageProps) {
  const { problem, newer, client, editor, onSend } = props
  const styles = useStyles()
  const [failure, setFailure] = useState<ProblemDetails>()
  const download = () =>
    void downloadNewer(newer, client).catch((error: unknown) => setFailure(problemOf(error)))
  return (
    <div className={styles.stack}>
      <ProblemMessage problem={problem} advice={whatToDo} />
      <div className={styles.actions}>
        <Button onClick={download}>Download version {newer.version}</Button>
        <Button
          onClick={() => {
            editor.overrule(newer)
            onSend()
          }}
        >
          Send mine as version {newer.version + 1}
        </Button>
      </div>
      {failure && <ProblemMessage problem={failure} onRetry={download} />}
    </div>
  )
}

const whatToDo =
  'Your document is as you left it. Look at the newer version and take over what you need from it; or send yours as the newest one: the other stays among the versions.'

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})
