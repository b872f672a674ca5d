import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useId, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { createProblem } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { TracedSource } from '../../../shared/contract/sources.ts'
import { describePlace } from '../../state/source-words.ts'
import { ProblemMessage } from '../ProblemMessage.tsx'
import type { SourceContentProps } from './SourceContent.tsx'

export type SourceViewerProps = {
  readonly client: Client
  /** A source of selected words, or a citation of an answer. */
  readonly source: TracedSource
  /** Called when the reader closes it; whoever opened it gives the focus back. */
  readonly onClose: () => void
}

/**
 * The file of a source, in the version that was cited, at the cited words. A dialog over all of the
 * page; what shows the files is loaded with the first one.
 */
export function SourceViewer({ client, source, onClose }: SourceViewerProps) {
  const styles = useStyles()
  return (
    <Overlay onClose={onClose} labelledBy={source.document_source_name}>
      <p className={styles.place}>{describePlace(source)}</p>
      <LoadedContent client={client} source={source} onClose={onClose} />
    </Overlay>
  )
}

type OverlayProps = {
  readonly labelledBy: string
  readonly onClose: () => void
  readonly children: ReactNode
}

function Overlay({ labelledBy, onClose, children }: OverlayProps) {
  const styles = useStyles()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      // In Word on the web Microsoft's client would take the key, and leave the pane with it.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.column}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {labelledBy}
          </h2>
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Close the source"
            onClick={onClose}
          />
        </div>
        {children}
      </div>
    </dialog>
  )
}

type Loading =
  | { readonly status: 'loading' | 'failed' }
  | { readonly status: 'loaded'; readonly Content: ComponentType<SourceContentProps> }

/** The code may not come: the pane was opened, and then the line was lost. */
function LoadedContent(props: SourceContentProps) {
  const styles = useStyles()
  const [loading, setLoading] = useState<Loading>({ status: 'loading' })
  const load = () => {
    setLoading({ status: 'loading' })
    void importContent().then(setLoading)
  }
  useEffect(load, [])
  if (loading.status === 'loaded') return <loading.Content {...props} />
  if (loading.status === 'loading') return <Spinner size="small" label="Opening the source…" />
  return (
    <div className={mergeClasses(styles.place, styles.problem)}>
      <ProblemMessage problem={missingViewer} onRetry={load} />
    </div>
  )
}

async function importContent(): Promise<Loading> {
  return import('./SourceContent.tsx').then(
    ({ SourceContent }) => ({ status: 'loaded', Content: SourceContent }) as const,
    () => ({ status: 'failed' }) as const,
  )
}

const missingViewer = createProblem(
  'unreachable',
  0,
  'The source can’t be shown',
  'The part of the pane that shows sources could not be loaded.',
  '',
)

const useStyles = makeStyles({
  dialog: {
    boxSizing: 'border-box',
    width: 'min(100vw, 960px)',
    maxWidth: 'none',
    height: '100dvh',
    maxHeight: 'none',
    margin: 'auto',
    padding: 0,
    border: 0,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.5)' },
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  column: { display: 'flex', flexDirection: 'column', height: '100%' },
  header: {
    display: 'flex',
    alignItems: 'start',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase500,
    overflowWrap: 'anywhere',
  },
  place: {
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  problem: { paddingBlock: tokens.spacingVerticalM },
})
