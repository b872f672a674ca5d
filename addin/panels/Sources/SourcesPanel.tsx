import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Client } from '../../../client/create-client.ts'
import type { Section } from '../../../shared/contract/sections.ts'
import type { TextQuoteSelector } from '../../../shared/text/selector.ts'
import type { DocumentHost } from '../../host/host.ts'
import type { OpenDocument } from '../../state/open-document.ts'
import { findSectionId, type TraceEvent } from '../../state/trace.ts'
import { SectionPicker } from './SectionPicker.tsx'
import { SelectedWords } from './SelectedWords.tsx'
import { TraceResult } from './TraceResult.tsx'
import { useNotice } from './use-notice.ts'
import { useTrace } from './use-trace.ts'

export type SourcesPanelProps = {
  readonly host: DocumentHost
  readonly client: Client
  readonly document: Extract<OpenDocument, { status: 'open' }>
  readonly onOpenSettings: () => void
}

/** Where the words of the document come from: those of a section, or those selected in it. */
export function SourcesPanel({ host, client, document, onOpenSettings }: SourcesPanelProps) {
  const styles = useStyles()
  const [trace, dispatch] = useTrace(client, document.documentId)
  const [notice, report] = useNotice()
  useSelection(host, dispatch)
  const chooseSection = (section: Section) => {
    dispatch({ type: 'asked', subject: { kind: 'section', section } })
    report(
      host.goToSection(section, document.sections),
      'The heading is not in the document shown.',
    )
  }
  const showWords = (selector: TextQuoteSelector) =>
    report(host.markQuote(selector), 'These words are not in the document any more.')
  return (
    <div className={styles.panel}>
      <SectionPicker
        sections={document.sections}
        sectionId={findSectionId(trace)}
        onChoose={chooseSection}
      />
      {trace.subject?.kind === 'selection' && (
        <SelectedWords selector={trace.subject.selector} onShow={showWords} />
      )}
      <p role="status" className={styles.notice}>
        {notice}
      </p>
      <TraceResult
        trace={trace}
        hint={host.description.selectionHint}
        onRetry={() => dispatch({ type: 'retried' })}
        onMove={(to) => dispatch({ type: 'moved', to })}
        onOpenSettings={onOpenSettings}
      />
    </div>
  )
}

function useSelection(host: DocumentHost, dispatch: (event: TraceEvent) => void): void {
  useEffect(
    () =>
      host.subscribeSelection({
        onSelection: (selector) =>
          dispatch({ type: 'asked', subject: { kind: 'selection', selector } }),
        onFailure: (problem) => dispatch({ type: 'selection_failed', problem }),
      }),
    [host, dispatch],
  )
}

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  notice: { margin: 0, ':empty': { display: 'none' } },
})
