import { Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { LoadProgress } from '../../../client/source-calls.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import { ProblemMessage } from '../ProblemMessage.tsx'
import { CitedQuote } from './CitedQuote.tsx'
import { DocxSource } from './DocxSource.tsx'
import { PdfSource } from './PdfSource.tsx'
import type { SourceViewerProps } from './SourceViewer.tsx'
import { TextSource } from './TextSource.tsx'
import { useSourceFile, type SourceView } from './use-source-file.ts'

export type SourceContentProps = SourceViewerProps

/** The cited words, and the file with them marked. */
export function SourceContent({ client, source, onClose }: SourceContentProps) {
  const styles = useStyles()
  const [attempt, setAttempt] = useState(0)
  const [problem, setProblem] = useState<ProblemDetails>()
  const file = useSourceFile(client, source, attempt)
  const retry = () => {
    setProblem(undefined)
    setAttempt(attempt + 1)
  }
  const failure = problem ?? (file.status === 'failed' ? file.problem : undefined)
  return (
    <>
      <CitedQuote source={source} />
      {failure && (
        <div className={styles.room}>
          <ProblemMessage problem={failure} onRetry={retry} />
        </div>
      )}
      {!failure && file.status === 'loading' && <Progress progress={file.progress} />}
      {!failure && file.status === 'ready' && (
        <View {...{ view: file.view, source, onClose, onFailure: setProblem }} />
      )}
    </>
  )
}

export type ViewProps = Pick<SourceContentProps, 'source' | 'onClose'> & {
  /** The file came, but can't be shown. */
  readonly onFailure: (problem: ProblemDetails) => void
}

function View({ view, ...props }: ViewProps & { readonly view: SourceView }) {
  switch (view.kind) {
    case 'pdf':
      return <PdfSource {...props} bytes={view.bytes} />
    case 'docx':
      return <DocxSource {...props} bytes={view.bytes} text={view.text} />
    case 'text':
      return <TextSource {...props} text={view.text} />
  }
}

function Progress({ progress }: { readonly progress: LoadProgress | undefined }) {
  const styles = useStyles()
  const { done = 0, total } = progress ?? {}
  const size = total === undefined ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`
  return (
    <Field
      className={styles.room}
      validationMessage={progress ? `Loading the source: ${size}` : 'Loading the source…'}
      validationState="none"
    >
      <ProgressBar aria-label="The source" value={total === undefined ? undefined : done / total} />
    </Field>
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

const useStyles = makeStyles({
  room: { padding: tokens.spacingHorizontalM },
})
